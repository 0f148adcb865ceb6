// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a fleet tells about itself, in the words of the domain. May use the model and this package's parent.
 *
 * <p>Threads: every method may be called from any thread, must be fast, must not block, throw or call back.
 */
@NullMarked
package dev.heliograph.spi.metrics;

import org.jspecify.annotations.NullMarked;
