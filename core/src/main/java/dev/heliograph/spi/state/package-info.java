// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a fleet remembers, as small ports, and the arithmetic of limits that stores execute too. May use the model and
 * this package's parent.
 *
 * <p>Threads: no method of a port blocks; stages may complete on any thread. Time is an argument, so that a store of
 * one process never reads a clock. A store that cannot be reached answers {@code Unavailable} when nothing was written
 * and {@code Ambiguous} when it cannot be known.
 */
@NullMarked
package dev.heliograph.spi.state;

import org.jspecify.annotations.NullMarked;
