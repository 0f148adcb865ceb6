// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Implementable;

/**
 * The facet of a link to which messages come only when it asks for them, and then to nobody else: the Bot API gives each
 * update to one asker. Such a link asks as long as somebody listens, so that a program that merely sends takes nothing
 * away from the one that answers. It belongs to no feature; a link without it delivers from {@code connect} on.
 */
@Implementable
@FunctionalInterface
public interface Receiving {
    /**
     * Begins or stops to ask; nobody is asked before the first call. Never blocks, holds over reconnections, and may be
     * called at any time.
     *
     * @param wanted whether somebody listens
     */
    void receive(boolean wanted);
}
