// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Bucket;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Grant;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The pure arithmetic of {@link Bucket} over nanoseconds since 1970; what is full is not kept. */
final class SqliteBuckets implements Buckets {
    private final Writer writer;

    SqliteBuckets(Writer writer) {
        this.writer = writer;
    }

    @Override
    public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
        return writer.write(db -> take(db, takes, now));
    }

    private static Grant take(Database db, List<Take> takes, Instant now) throws SQLException {
        long nanos = Nanos.of(now);
        long at = nanos;
        Map<String, KeptBucket> taken = new LinkedHashMap<>();
        for (Take take : takes) {
            KeptBucket earlier = taken.get(take.key());
            Bucket bucket = bucket(earlier == null ? kept(db, take.key()) : earlier, take, nanos);
            at = Math.max(at, bucket.earliest(nanos));
            taken.put(take.key(), new KeptBucket(take.limit(), bucket.takeNow(nanos)));
        }
        if (at > nanos) {
            return new Grant(false, now.plusNanos(at - nanos));
        }
        for (Map.Entry<String, KeptBucket> entry : taken.entrySet()) {
            KeptBucket bucket = entry.getValue();
            db.update(
                    "INSERT OR REPLACE INTO bucket (key, bytes, full_at) VALUES (?, ?, ?)",
                    entry.getKey(),
                    bucket.bytes(),
                    bucket.fullAt());
        }
        db.update("DELETE FROM bucket WHERE key IN (SELECT key FROM bucket WHERE full_at <= ? LIMIT 10)", nanos);
        return new Grant(true, now);
    }

    private static @Nullable KeptBucket kept(Database db, String key) throws SQLException {
        return db.first("SELECT bytes FROM bucket WHERE key = ?", row -> KeptBucket.read(row.getBytes(1)), key);
    }

    private static Bucket bucket(@Nullable KeptBucket earlier, Take take, long nanos) {
        if (earlier == null) {
            return Bucket.full(take.limit());
        }
        boolean isSame = earlier.limit().equals(take.limit());
        return isSame ? earlier.bucket() : earlier.bucket().under(take.limit(), nanos);
    }
}
