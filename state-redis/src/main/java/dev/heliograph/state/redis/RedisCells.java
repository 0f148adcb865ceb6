// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Cells in one hash, compared and swapped by a script. Times of expiry are told in the caller's time. */
final class RedisCells implements Cells {
    private static final Script READ = Script.reading("cells", "cells-read");
    private static final Script LIST = Script.reading("cells", "cells-list");
    private static final Script SWAP = Script.writing("cells", "cells-swap");
    private static final Script FORGET = Script.writing("cells", "cells-forget");
    private static final int PARTS = 4;

    private final Wire wire;
    private final String key;
    private final TimeSource source;
    private final Duration guard;

    RedisCells(Wire wire, String prefix, TimeSource source, Duration guard) {
        this.wire = wire;
        this.key = prefix + ":{cells}";
        this.source = source;
        this.guard = guard;
    }

    @Override
    public CompletionStage<Outcome<Cell>> read(String name, Instant now) {
        return wire.run(READ, key, List.of(time(now), Names.utf8(name)))
                .thenApply(outcome -> outcome.map(reply -> cell(name, reply, now)));
    }

    @Override
    public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
        Bytes bytes = change.bytes();
        Duration timeToLive = change.timeToLive();
        List<byte[]> arguments = List.of(
                time(now),
                Names.utf8(change.key()),
                Names.utf8(Long.toString(change.expected())),
                Names.utf8(bytes == null ? "d" : "w"),
                Names.utf8(timeToLive == null ? "" : Micros.text(timeToLive)),
                bytes == null ? new byte[0] : bytes.toArray(),
                Names.utf8(Micros.text(guard)));
        return wire.run(SWAP, key, arguments).thenApply(outcome -> {
            Reply reply = outcome.value();
            return reply != null && reply.number(0) == 2
                    ? Outcome.failed(new Failure.Unavailable(
                            Failure.Origin.SERVER,
                            "redis has another master: leases may change hands in " + reply.number(1) / 1_000 + " ms"))
                    : outcome.map(told -> new Swap(told.number(0) == 1, cell(change.key(), told, now)));
        });
    }

    @Override
    public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
        return limit <= 0
                ? CompletableFuture.completedFuture(Outcome.done(List.of()))
                : listed(prefix, Names.utf8(after), limit, now, new ArrayList<>());
    }

    private CompletionStage<Outcome<List<Cell>>> listed(
            String prefix, byte[] after, int limit, Instant now, List<Cell> found) {
        List<byte[]> arguments =
                List.of(time(now), Names.utf8(prefix), after, Names.utf8(Integer.toString(limit - found.size())));
        return wire.run(LIST, key, arguments).thenCompose(outcome -> {
            Reply reply = outcome.value();
            if (reply == null) {
                return CompletableFuture.completedFuture(outcome.map(none -> found));
            }
            for (int i = 2; i < reply.size(); i += PARTS) {
                found.add(cell(reply.text(i), reply, i + 1, now));
            }
            byte[] last = reply.bytes(1);
            return last.length == 0
                    ? CompletableFuture.completedFuture(Outcome.done(List.copyOf(found)))
                    : listed(prefix, last, limit, now, found);
        });
    }

    /** Forgets all whose time is over. */
    CompletionStage<Outcome<Boolean>> forget(Instant now) {
        return wire.run(FORGET, key, List.of(time(now))).thenCompose(outcome -> {
            Reply reply = outcome.value();
            return reply == null || reply.number(0) == 0
                    ? CompletableFuture.completedFuture(outcome.map(done -> true))
                    : forget(now);
        });
    }

    private static Cell cell(String name, Reply reply, Instant now) {
        return reply.size() == 2 ? Cell.absent(name) : cell(name, reply, 2, now);
    }

    private static Cell cell(String name, Reply reply, int from, Instant now) {
        String expires = reply.text(from + 1);
        Instant until = expires.isEmpty() ? null : inCallersTime(Long.parseLong(expires), reply, now);
        return new Cell(name, Bytes.copyOf(reply.bytes(from + 2)), reply.number(from), until);
    }

    private static @Nullable Instant inCallersTime(long expires, Reply reply, Instant now) {
        long serversNow = reply.number(reply.size() > 0 && reply.parts().get(0) instanceof Long ? 1 : 0);
        return now.plus(Duration.ofNanos((expires - serversNow) * 1_000));
    }

    private byte[] time(Instant now) {
        return Names.utf8(source == TimeSource.CALLER ? Micros.text(now) : "");
    }
}
