// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Bucket;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Grant;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The pure arithmetic of {@link Bucket}, over nanoseconds since 1970, which last until the year 2262. */
final class MemoryBuckets implements Buckets {
    private static final long SECOND = 1_000_000_000L;
    private final Map<String, Limited> buckets = new HashMap<>();
    private final Broom broom = new Broom();

    @Override
    public synchronized CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
        long nanos = nanos(now);
        long at = nanos;
        Map<String, Limited> taken = new LinkedHashMap<>();
        for (Take take : takes) {
            Limited earlier = taken.getOrDefault(take.key(), buckets.get(take.key()));
            Bucket bucket = bucket(earlier, take, nanos);
            at = Math.max(at, bucket.earliest(nanos));
            taken.put(take.key(), new Limited(take.limit(), bucket.takeNow(nanos)));
        }
        if (at > nanos) {
            return Answer.of(new Grant(false, now.plusNanos(at - nanos)));
        }
        buckets.putAll(taken);
        if (broom.isDue(buckets.size())) {
            buckets.values().removeIf(kept -> kept.bucket().isFull(nanos));
            broom.swept(buckets.size());
        }
        return Answer.of(new Grant(true, now));
    }

    private static Bucket bucket(@Nullable Limited earlier, Take take, long nanos) {
        if (earlier == null) {
            return Bucket.full(take.limit());
        }
        boolean isSame = earlier.limit().equals(take.limit());
        return isSame ? earlier.bucket() : earlier.bucket().under(take.limit(), nanos);
    }

    private static long nanos(Instant now) {
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), SECOND), now.getNano());
    }

    private record Limited(Limit limit, Bucket bucket) {}
}
