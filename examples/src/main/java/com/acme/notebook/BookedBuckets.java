// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Bucket;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Shared limits: the arithmetic is the library's {@link Bucket}, over nanoseconds since 1970. */
final class BookedBuckets implements Buckets {
    private static final String TAKE = "take";
    private final Map<String, Kept> buckets = new TreeMap<>();
    private final Book book;

    /** A bucket and the limit that it is kept under. */
    private record Kept(Limit limit, Bucket bucket) {
        Kept under(Limit other, long now) {
            return limit.equals(other) ? this : new Kept(other, bucket.under(other, now));
        }
    }

    BookedBuckets(Book book) {
        this.book = book;
        book.teach(TAKE, this::take);
    }

    @Override
    public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
        Deed deed = Deed.of(TAKE).with(now).with(takes.size());
        for (Take take : takes) {
            deed.with(take.key()).with(take.limit().kind().name());
            switch (take.limit().kind()) {
                case RATE -> {
                    Limit.Rate rate = (Limit.Rate) take.limit();
                    deed.with(Double.toString(rate.perSecond())).with(rate.burst());
                }
                case WINDOW -> {
                    Limit.Window window = (Limit.Window) take.limit();
                    deed.with(window.span().toString()).with(window.count());
                }
            }
        }
        return book.change(deed, this::take);
    }

    private static Limit limit(Deed deed) {
        Limit.Kind kind = Limit.Kind.valueOf(deed.text());
        String speed = deed.text();
        int count = (int) deed.number();
        return switch (kind) {
            case RATE -> Limit.rate(Double.parseDouble(speed), count);
            case WINDOW -> Limit.window(count, Duration.parse(speed));
        };
    }

    private Grant take(Deed deed) {
        Instant now = deed.instant();
        long nanos = Duration.between(Instant.EPOCH, now).toNanos();
        long at = nanos;
        Map<String, Kept> taken = new LinkedHashMap<>();
        for (long left = deed.number(); left > 0; left--) {
            String key = deed.text();
            Limit limit = limit(deed);
            Kept before = taken.containsKey(key) ? taken.get(key) : buckets.get(key);
            Kept kept = before == null ? new Kept(limit, Bucket.full(limit)) : before.under(limit, nanos);
            at = Math.max(at, kept.bucket().earliest(nanos));
            taken.put(key, new Kept(limit, kept.bucket().takeNow(nanos)));
        }
        if (at > nanos) {
            return new Grant(false, now.plusNanos(at - nanos));
        }
        buckets.putAll(taken);
        return new Grant(true, now);
    }
}
