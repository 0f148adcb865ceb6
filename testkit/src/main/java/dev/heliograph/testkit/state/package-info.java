// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contracts of the ports of state: what a store promises, in sentences that run. May use the model, the ports and
 * virtual time.
 *
 * <p>Every call is given its time, far from that of any clock, so that a store that looks at its own is caught; the times
 * are whole milliseconds, and the limits whole microseconds, so that a store need not count finer than that.
 *
 * <p>Threads: a contract runs on JUnit's thread and waits at most 10 s for a stage.
 */
@NullMarked
package dev.heliograph.testkit.state;

import org.jspecify.annotations.NullMarked;
