// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Stable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Bytes under a key.
 *
 * @param key 1 to 200 characters
 * @param bytes the content; empty where absent
 * @param version 0 where absent, else positive and larger after every write of that key, also over a deletion
 * @param expires when it ceases to be, or null
 */
@Stable
public record Cell(
        String key, Bytes bytes, long version, @Nullable Instant expires) {
    /** No cell of that key. */
    public static Cell absent(String key) {
        return new Cell(key, Bytes.empty(), 0, null);
    }

    /** Whether there is one. */
    public boolean isPresent() {
        return version > 0;
    }

    /** Whether its time is over at that moment. */
    public boolean isOver(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
