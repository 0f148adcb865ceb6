// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Time as a port: clock, timers, serial executors and chance. May use the model only.
 *
 * <p>Threads: a {@link dev.heliograph.spi.time.Timeline} may be used from any thread.
 */
@NullMarked
package dev.heliograph.spi.time;

import org.jspecify.annotations.NullMarked;
