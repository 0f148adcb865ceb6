// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The transport {@code simulator:}, which enters a simulated Telegram in process, without an account and without a network.
 * It is strict: what Telegram may do to a client, it does, as often as its settings say. May use the world, the model and
 * the ports.
 *
 * <p>Threads: everything of a transport runs on one strand of the timeline that it is lent; in virtual time the same seed
 * gives the same history. {@link dev.heliograph.simulator.SimulatedTelegram} may be used from any thread.
 */
@NullMarked
package dev.heliograph.simulator;

import org.jspecify.annotations.NullMarked;
