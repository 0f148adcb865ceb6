// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Sockets without a thread for each: one loop serves all of them and runs tasks in between. Knows no protocol. May use the
 * model and the JDK.
 *
 * <p>Threads: everything but {@link dev.heliograph.simulator.mtproto.net.Reactor} is touched by the thread of the loop
 * alone.
 */
@NullMarked
package dev.heliograph.simulator.mtproto.net;

import org.jspecify.annotations.NullMarked;
