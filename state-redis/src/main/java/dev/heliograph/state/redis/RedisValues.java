// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.StateRecord;
import dev.heliograph.spi.state.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The users' keys and values, a hash each, so that a cluster spreads them. */
final class RedisValues implements Values {
    private static final Script GET = Script.reading("values");
    private static final Script CHANGE = Script.writing("values");

    private final Wire wire;
    private final String prefix;
    private final TimeSource source;

    RedisValues(Wire wire, String prefix, TimeSource source) {
        this.wire = wire;
        this.prefix = prefix + ":value:";
        this.source = source;
    }

    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now) {
        return wire.run(GET, prefix + key, List.of(time(now), Names.utf8("get")))
                .thenApply(outcome -> outcome.map(
                        reply -> reply.isEmpty() ? Optional.empty() : Optional.of(Bytes.copyOf(reply.bytes(0)))));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> set(String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
        byte[] life = Names.utf8(timeToLive == null ? "" : Micros.text(timeToLive));
        return wire.run(CHANGE, prefix + key, List.of(time(now), Names.utf8("set"), value.toArray(), life))
                .thenApply(outcome -> outcome.map(reply -> true));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(String key, Instant now) {
        return wire.run(CHANGE, prefix + key, List.of(time(now), Names.utf8("delete")))
                .thenApply(outcome -> outcome.map(reply -> reply.number(0) == 1));
    }

    /** As it is kept, with the end of its time in the caller's. */
    CompletionStage<Outcome<Optional<StateRecord>>> tell(String key, Instant now) {
        return wire.run(GET, prefix + key, List.of(time(now), Names.utf8("tell")))
                .thenApply(outcome ->
                        outcome.map(reply -> reply.isEmpty() ? Optional.empty() : Optional.of(told(key, reply, now))));
    }

    private static StateRecord told(String key, Reply reply, Instant now) {
        String over = reply.text(2);
        Instant expires =
                over.isEmpty() ? null : now.plus(Duration.ofNanos((Long.parseLong(over) - reply.number(1)) * 1_000));
        return new StateRecord.OfValue(key, Bytes.copyOf(reply.bytes(0)), expires);
    }

    /** Sets what is not there; true where it was not. */
    CompletionStage<Outcome<Boolean>> add(String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
        byte[] life = Names.utf8(timeToLive == null ? "" : Micros.text(timeToLive));
        return wire.run(CHANGE, prefix + key, List.of(time(now), Names.utf8("add"), value.toArray(), life))
                .thenApply(outcome -> outcome.map(reply -> reply.number(0) == 1));
    }

    private byte[] time(Instant now) {
        return Names.utf8(source == TimeSource.CALLER ? Micros.text(now) : "");
    }
}
