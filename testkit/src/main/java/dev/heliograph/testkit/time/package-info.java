// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Time for tests: the same test moves virtual time or waits for real servers. May use time and the ports.
 *
 * <p>Threads: a {@link dev.heliograph.testkit.time.Clockwork} belongs to the test's thread.
 */
@NullMarked
package dev.heliograph.testkit.time;

import org.jspecify.annotations.NullMarked;
