// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Where sealed session material is kept. May use the model only.
 *
 * <p>Threads: no method blocks; stages may complete on any thread.
 */
@NullMarked
package dev.heliograph.spi.session;

import org.jspecify.annotations.NullMarked;
