// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Time as it is, and time as a test moves it. The only package that reads clocks, starts threads or rolls dice. May use
 * the ports.
 *
 * <p>Threads: {@link dev.heliograph.time.SystemTimeline} may be used from any thread; a {@link
 * dev.heliograph.time.VirtualTimeline} belongs to the thread that moves it.
 */
@NullMarked
package dev.heliograph.time;

import org.jspecify.annotations.NullMarked;
