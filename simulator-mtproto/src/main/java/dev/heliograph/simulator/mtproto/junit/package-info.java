// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A Telegram of its own for each JUnit test. May use the loopback, the patched library, the time of the system, and the API
 * of JUnit, which whoever uses this brings along.
 *
 * <p>Threads: as JUnit has it; tests may run in parallel.
 */
@NullMarked
package dev.heliograph.simulator.mtproto.junit;

import org.jspecify.annotations.NullMarked;
