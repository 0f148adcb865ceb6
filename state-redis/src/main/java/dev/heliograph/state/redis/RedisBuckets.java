// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The arithmetic of limits in one script. All buckets are in one slot, since any of them may be taken from together. */
final class RedisBuckets implements Buckets {
    private static final long SECOND = 1_000_000_000L;
    private static final Script TAKE = Script.writing("buckets");

    private final Wire wire;
    private final String key;
    private final TimeSource source;

    RedisBuckets(Wire wire, String prefix, TimeSource source) {
        this.wire = wire;
        this.key = prefix + ":{buckets}";
        this.source = source;
    }

    @Override
    public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
        List<byte[]> arguments = new ArrayList<>(1 + 6 * takes.size());
        arguments.add(Names.utf8(source == TimeSource.CALLER ? now.getEpochSecond() + " " + now.getNano() : ""));
        for (Take take : takes) {
            arguments.add(Names.utf8(take.key()));
            add(take.limit(), arguments);
        }
        return wire.run(TAKE, key, arguments).thenApply(outcome -> outcome.map(reply -> granted(reply, now)));
    }

    private static Grant granted(Reply reply, Instant now) {
        return reply.number(0) == 1
                ? new Grant(true, now)
                : new Grant(false, now.plusSeconds(reply.number(1)).plusNanos(reply.number(2)));
    }

    private static void add(Limit limit, List<byte[]> arguments) {
        switch (limit.kind()) {
            case RATE -> {
                Limit.Rate rate = (Limit.Rate) limit;
                add(
                        "rate " + rate.perSecond() + " burst " + rate.burst(),
                        "R",
                        rate.intervalNanos(),
                        rate.burst(),
                        arguments);
            }
            case WINDOW -> {
                Limit.Window window = (Limit.Window) limit;
                add(
                        "window " + window.count() + " in " + window.span(),
                        "W",
                        window.span().toNanos(),
                        window.count(),
                        arguments);
            }
        }
    }

    private static void add(String text, String kind, long nanos, int count, List<byte[]> arguments) {
        for (Object part : List.of(text, kind, nanos / SECOND, nanos % SECOND, count)) {
            arguments.add(Names.utf8(part.toString()));
        }
    }
}
