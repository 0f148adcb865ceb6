// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Birth mark of a store: drawn once, and dated anew all the time, so that a store which was emptied, replaced, or set back to an
 * old copy of itself is not taken for the one that was opened.
 *
 * @param birth drawn when the store was first opened
 * @param date when it was written, by the clock of whoever wrote it
 */
record StateMark(Bytes birth, Instant date) {
    static final String KEY = Cells.OWN + "mark";
    private static final int FORMAT = 1;
    private static final int LENGTH = 16;

    static StateMark draw(Timeline timeline) {
        RandomGenerator chance = timeline.chance("state/mark/" + timeline.instant() + "/" + timeline.nanos());
        byte[] birth = new byte[LENGTH];
        chance.nextBytes(birth);
        return new StateMark(Bytes.copyOf(birth), timeline.instant());
    }

    StateMark dated(Instant now) {
        return new StateMark(birth, now);
    }

    Bytes write() {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putBytes(birth);
        out.putLong(date.toEpochMilli());
        return out.bytes();
    }

    /** The mark in that cell; null where there is none, or one that this version does not read. */
    static @Nullable StateMark of(Cell cell) {
        if (!cell.isPresent()) {
            return null;
        }
        try {
            ByteReader in = new ByteReader(cell.bytes());
            return in.format() == FORMAT ? new StateMark(in.getBytes(), Instant.ofEpochMilli(in.getLong())) : null;
        } catch (IllegalArgumentException cut) {
            return null;
        }
    }

    /**
     * Why a store is not the one that held this mark, or null.
     *
     * @param version the version of the cell that held it
     * @param cell the cell as it stands now
     * @param found the mark in it, as {@link #of} reads it
     * @param tolerance by how much it may be older: another master may lack the latest writes, and a crash may lose some
     */
    @Nullable
    String contradiction(long version, Cell cell, @Nullable StateMark found, Duration tolerance) {
        if (!cell.isPresent()) {
            return "the state was emptied or replaced while it was in use";
        }
        if (found == null) {
            return null;
        }
        if (!found.birth.equals(birth)) {
            return "the state was replaced by another one while it was in use";
        }
        boolean isOlder = cell.version() < version && found.date.isBefore(date.minus(tolerance));
        return isOlder ? "the state was set back to a copy of " + found.date + " while it was in use" : null;
    }
}
