// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The calls of the Telegram API, answered from the simulated world. May use the parent package, its schema and the world.
 *
 * <p>Threads: everything is confined to one strand, which {@link dev.heliograph.simulator.mtproto.telegram.Telegram} owns,
 * except where a type says that it may be used from any thread.
 */
@NullMarked
package dev.heliograph.simulator.mtproto.telegram;

import org.jspecify.annotations.NullMarked;
