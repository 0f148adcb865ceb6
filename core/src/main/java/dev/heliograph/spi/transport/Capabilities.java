// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.Stable;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a transport offers, as data.
 *
 * @param features what it can do beyond plain sending
 * @param maxTextLength code points of a text after parsing, positive
 * @param maxCaptionLength code points of a caption after parsing, positive
 * @param maxSessions links that one transport can carry, positive
 * @param maxCalls calls of one link that can be under way at once, uploads apart, positive: what a transport would keep
 *     waiting for a connection waits in the engine instead, where a flood that closes a gate still holds it back
 * @param maxUploads uploads of one link that can be under way at once, positive
 */
@Stable
public record Capabilities(
        SortedSet<Feature> features,
        int maxTextLength,
        int maxCaptionLength,
        int maxSessions,
        int maxCalls,
        int maxUploads) {
    /** Telegram's length of a text (core.telegram.org/bots/api, sendMessage). */
    public static final int TEXT_LENGTH = 4096;
    /** Telegram's length of a caption (core.telegram.org/bots/api, sendPhoto). */
    public static final int CAPTION_LENGTH = 1024;

    /** Copies the set. */
    public Capabilities {
        features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
        if (Math.min(Math.min(maxTextLength, maxCaptionLength), Math.min(maxCalls, maxUploads)) < 1
                || maxSessions < 1) {
            throw new IllegalArgumentException("lengths and numbers of what a transport carries are positive");
        }
    }

    /** These features, with Telegram's lengths and any number of sessions and calls. */
    public static Capabilities of(Collection<Feature> features) {
        return new Capabilities(
                new TreeSet<>(features),
                TEXT_LENGTH,
                CAPTION_LENGTH,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE);
    }

    /** The same with other numbers of calls and uploads that one link can have under way. */
    public Capabilities underWay(int calls, int uploads) {
        return new Capabilities(features, maxTextLength, maxCaptionLength, maxSessions, calls, uploads);
    }

    /** Whether the feature is offered. */
    public boolean offers(Feature feature) {
        return features.contains(feature);
    }
}
