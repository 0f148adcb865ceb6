// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What every plugin shares: how it is named, which settings it takes and what it is lent. May use the model, time and the vault of sessions.
 *
 * <p>Threads: providers are asked on one thread while a fleet opens; they keep no state.
 */
@NullMarked
package dev.heliograph.spi;

import org.jspecify.annotations.NullMarked;
