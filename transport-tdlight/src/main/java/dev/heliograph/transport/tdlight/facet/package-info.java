// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a link of this transport can do beyond the abilities that every transport may have: {@code link.facet(HiddenWaits.class)}
 * and the like. May use the model only.
 *
 * <p>Threads: may be called from any thread; stages complete on any thread.
 */
@NullMarked
package dev.heliograph.transport.tdlight.facet;

import org.jspecify.annotations.NullMarked;
