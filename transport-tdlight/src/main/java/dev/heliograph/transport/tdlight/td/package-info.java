// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Clients of TDLib: one receive loop for all of them, requests matched with answers, time-outs, and the end of a client.
 * May use the engine, Jackson, the model and the SPI.
 *
 * <p>Threads: the loop only hands over; what belongs to one client runs on that client's strand.
 */
@NullMarked
package dev.heliograph.transport.tdlight.td;

import org.jspecify.annotations.NullMarked;
