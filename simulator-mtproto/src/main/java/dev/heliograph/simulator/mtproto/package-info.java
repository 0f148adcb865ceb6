// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The third door of the simulated Telegram: a data centre that speaks MTProto, so that real clients can be tested against
 * it without an account and without a network. {@link dev.heliograph.simulator.mtproto.MtprotoDoor} is everything below the
 * calls; an {@link dev.heliograph.simulator.mtproto.RpcHandler} answers them. May use the simulator's world, the model, the
 * ports and the JDK.
 *
 * <p>Threads: connections, sessions and calls are served by the one thread of a door. What is public may be used from any
 * thread.
 */
@NullMarked
package dev.heliograph.simulator.mtproto;

import org.jspecify.annotations.NullMarked;
