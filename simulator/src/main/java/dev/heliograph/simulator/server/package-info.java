// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What stands beside the Bot API on the port of {@code simulate-server}: the score sheet, and the hand that moves the
 * world. May use the world, the Bot API server and Jackson.
 *
 * <p>Threads: all types may be used from any thread.
 */
@NullMarked
package dev.heliograph.simulator.server;

import org.jspecify.annotations.NullMarked;
