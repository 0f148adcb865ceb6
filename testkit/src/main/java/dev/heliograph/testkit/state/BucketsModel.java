// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import dev.heliograph.spi.state.Bucket;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Buckets as simple as they can be: the pure arithmetic, over nanoseconds since the contract began. */
final class BucketsModel {
    private TreeMap<String, Bucket> buckets = new TreeMap<>();

    Grant take(List<Buckets.Take> takes, Instant now) {
        long nanos = Duration.between(Answers.NOW, now).toNanos();
        TreeMap<String, Bucket> taken = new TreeMap<>(buckets);
        long at = nanos;
        for (Buckets.Take take : takes) {
            Bucket bucket =
                    taken.getOrDefault(take.key(), Bucket.full(take.limit())).under(take.limit(), nanos);
            at = Math.max(at, bucket.earliest(nanos));
            taken.put(take.key(), bucket.takeNow(nanos));
        }
        if (at > nanos) {
            return new Grant(false, Answers.NOW.plusNanos(at));
        }
        buckets = taken;
        return new Grant(true, now);
    }
}
