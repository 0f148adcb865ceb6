// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of updates that were handled, as ranges: they come in rows. Telegram keeps an update for a day, and after a
 * quiet week it goes on with any number (core.telegram.org/bots/api, Update), so what was handled two days ago is
 * forgotten: a number of then says something else today. Not for use by several threads.
 */
final class HandledRanges {
    /** Rows of numbers that are kept at most; of more the oldest are forgotten. */
    static final int MOST = 1000;

    private static final int FORMAT = 1;
    private static final long KEPT = Duration.ofDays(2).toSeconds();

    /** The last number of a row, and the second in which the latest of them was handled. */
    private record Row(long last, long at) {}

    private final TreeMap<Long, Row> rows = new TreeMap<>();

    boolean contains(long id, Instant now) {
        Map.Entry<Long, Row> row = rows.floorEntry(id);
        return row != null && id <= row.getValue().last() && !isOld(row.getValue(), now.getEpochSecond());
    }

    void add(long id, Instant now) {
        forget(now.getEpochSecond());
        add(id, id, now.getEpochSecond());
        if (rows.size() > MOST) {
            rows.entrySet().stream()
                    .min(Comparator.comparingLong(row -> row.getValue().at()))
                    .ifPresent(oldest -> rows.remove(oldest.getKey()));
        }
    }

    /** Takes over what somebody else handled. */
    void addAll(HandledRanges others) {
        others.rows.forEach((first, row) -> add(first, row.last(), row.at()));
    }

    private void add(long first, long last, long at) {
        long from = first;
        long to = last;
        long latest = at;
        // everything that overlaps or touches becomes one row
        Map.Entry<Long, Row> before = rows.floorEntry(to + 1);
        while (before != null && before.getValue().last() >= from - 1) {
            from = Math.min(from, before.getKey());
            to = Math.max(to, before.getValue().last());
            latest = Math.max(latest, before.getValue().at());
            rows.remove(before.getKey());
            before = rows.floorEntry(to + 1);
        }
        rows.put(from, new Row(to, latest));
    }

    private void forget(long now) {
        rows.values().removeIf(row -> isOld(row, now));
    }

    private static boolean isOld(Row row, long now) {
        return now - row.at() > KEPT;
    }

    Bytes write() {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putInt(rows.size());
        rows.forEach((first, row) -> {
            out.putLong(first);
            out.putLong(row.last());
            out.putLong(row.at());
        });
        return out.bytes();
    }

    /** What was written; nothing where the form is a later one than this version knows, or none at all. */
    static HandledRanges read(@Nullable Bytes bytes) {
        HandledRanges ranges = new HandledRanges();
        if (bytes == null) {
            return ranges;
        }
        try {
            ByteReader in = new ByteReader(bytes);
            int count = in.format() == FORMAT ? in.getInt() : 0;
            List<long[]> read = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                read.add(new long[] {in.getLong(), in.getLong(), in.getLong()});
            }
            read.forEach(row -> ranges.add(row[0], row[1], row[2]));
        } catch (IllegalArgumentException unreadable) {
            // an update that is handled twice is better than a session that does not start
            return new HandledRanges();
        }
        return ranges;
    }
}
