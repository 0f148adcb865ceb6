// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.QuietHours;
import dev.heliograph.spi.state.Cell;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of the quiet hours of a job.
 *
 * @param hours which they are
 * @param heldUntil when those end for which the job is held now, or null where it is not held for them
 */
record QuietNote(List<QuietHours> hours, @Nullable Instant heldUntil) {
    private static final int FORMAT = 1;
    private static final long NONE = Long.MIN_VALUE;

    QuietNote {
        hours = List.copyOf(hours);
    }

    QuietNote until(@Nullable Instant end) {
        return new QuietNote(hours, end);
    }

    Bytes write() {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putLong(heldUntil == null ? NONE : heldUntil.toEpochMilli());
        out.putInt(hours.size());
        hours.forEach(one -> out.putText(one.toString()));
        return out.bytes();
    }

    /** What the cell holds; null where there is none, or one of another version. */
    static @Nullable QuietNote of(Cell cell) {
        if (!cell.isPresent()) {
            return null;
        }
        try {
            return read(cell.bytes());
        } catch (IllegalArgumentException ofAnotherVersion) {
            return null;
        }
    }

    /**
     * The stored form read back.
     *
     * @throws IllegalArgumentException where it is none, or a later one than this version knows
     */
    static QuietNote read(Bytes bytes) {
        ByteReader in = new ByteReader(bytes);
        if (in.format() != FORMAT) {
            throw new IllegalArgumentException("quiet hours of format " + in.format() + ": expected " + FORMAT);
        }
        long until = in.getLong();
        int count = in.getInt();
        List<QuietHours> hours = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hours.add(QuietHours.parse(in.getText(), ZoneOffset.UTC));
        }
        return new QuietNote(hours, until == NONE ? null : Instant.ofEpochMilli(until));
    }
}
