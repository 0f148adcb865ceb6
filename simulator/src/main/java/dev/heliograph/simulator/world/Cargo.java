// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.text.FormattedText;
import java.util.List;

/**
 * What belongs to a message beyond what the world cares about. A door hangs it on when it sends, and finds it again wherever
 * anybody sees the message.
 *
 * @param captions of the parts of an album after the first one; empty for a single message
 * @param items one for each part, whatever they are to the door; empty for none
 */
public record Cargo(List<FormattedText> captions, List<Object> items) {
    /** Nothing, on a single message. */
    public static final Cargo NONE = new Cargo(List.of(), List.of());

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException where there are items, but not one for each part
     */
    public Cargo {
        captions = List.copyOf(captions);
        items = List.copyOf(items);
        if (!items.isEmpty() && items.size() != captions.size() + 1) {
            throw new IllegalArgumentException(items.size() + " items for " + (captions.size() + 1) + " parts");
        }
    }

    /** One thing, on a single message. */
    public static Cargo of(Object item) {
        return new Cargo(List.of(), List.of(item));
    }
}
