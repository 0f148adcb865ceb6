// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Stable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A write that depends on the present version of a cell.
 *
 * @param key 1 to 200 characters
 * @param expected the version that must be there, 0 for none
 * @param bytes the new content, or null to delete
 * @param timeToLive how long it stays, or null for ever
 */
@Stable
public record Change(
        String key,
        long expected,
        @Nullable Bytes bytes,
        @Nullable Duration timeToLive) {
    /** Writes for ever. */
    public static Change write(String key, long expected, Bytes bytes) {
        return new Change(key, expected, bytes, null);
    }

    /** Writes for a time. */
    public static Change write(String key, long expected, Bytes bytes, Duration timeToLive) {
        return new Change(key, expected, bytes, timeToLive);
    }

    /** Deletes. */
    public static Change delete(String key, long expected) {
        return new Change(key, expected, null, null);
    }
}
