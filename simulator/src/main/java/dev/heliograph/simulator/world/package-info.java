// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A model of Telegram: accounts, chats, messages, limits, floods and faults. It speaks Telegram's own errors; what they
 * mean is left to whoever stands at a door. May use the model and the ports.
 *
 * <p>It has no clock, no threads and no chance but its seed: every call carries the server's time, in nanoseconds since the
 * world began, which must never go back. The same calls give the same history.
 *
 * <p>Threads: {@link dev.heliograph.simulator.world.World} and what it hands out are guarded by the world itself and may be
 * used from any thread; nothing waits inside.
 */
@NullMarked
package dev.heliograph.simulator.world;

import org.jspecify.annotations.NullMarked;
