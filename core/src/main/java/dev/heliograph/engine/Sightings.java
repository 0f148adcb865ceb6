// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when the leases of others have not changed, by this process's own clock: no two clocks are compared. Used from any
 * strand.
 */
final class Sightings {
    private final Map<String, Sighting> seen = new ConcurrentHashMap<>();

    /**
     * What was seen of a lease.
     *
     * @param version of its cell
     * @param since when that version was seen first, in nanoseconds of the timeline
     */
    private record Sighting(long version, long since) {}

    /** Notes that version; returns since when it is known. */
    long see(String key, long version, long now) {
        return seen.compute(
                        key,
                        (name, before) ->
                                before != null && before.version == version ? before : new Sighting(version, now))
                .since;
    }

    /** The lease is one's own, or there is none: what was seen of it says nothing any more. */
    void forget(String key) {
        seen.remove(key);
    }
}
