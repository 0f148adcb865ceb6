// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.util.EnumMap;
import java.util.Map;

/**
 * The way of one link to the server, and how many may be on it. Requests wait in the order in which they came; uploads and
 * polls have bounds of their own, so that they hold up nothing else. Confined to the strand.
 */
final class Traffic {
    private final Http http;
    private final Timeline timeline;
    private final Strand strand;
    private final Map<HttpCall.Purpose, Turnstile> turnstiles = new EnumMap<>(HttpCall.Purpose.class);

    Traffic(Http http, Timeline timeline, Strand strand, int connections, int uploads) {
        this.http = http;
        this.timeline = timeline;
        this.strand = strand;
        turnstiles.put(HttpCall.Purpose.CALL, new Turnstile(connections));
        turnstiles.put(HttpCall.Purpose.UPLOAD, new Turnstile(uploads));
        // there is one poll, and it stays open
        turnstiles.put(HttpCall.Purpose.POLL, new Turnstile(Integer.MAX_VALUE));
    }

    Http http() {
        return http;
    }

    Timeline timeline() {
        return timeline;
    }

    Strand strand() {
        return strand;
    }

    Turnstile turnstile(HttpCall.Purpose purpose) {
        Turnstile turnstile = turnstiles.get(purpose);
        if (turnstile == null) {
            throw new IllegalStateException("no turnstile for " + purpose);
        }
        return turnstile;
    }
}
