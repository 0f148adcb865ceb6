// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Sealed sessions in one hash, by name. */
final class RedisVault implements SessionVault {
    private static final Script READ = Script.reading("vault");
    private static final Script WRITE = Script.writing("vault");

    private final Wire wire;
    private final String key;

    RedisVault(Wire wire, String prefix) {
        this.wire = wire;
        this.key = prefix + ":sessions";
    }

    @Override
    public CompletionStage<Outcome<Optional<Bytes>>> load(SessionName session) {
        return wire.run(READ, key, List.of(Names.utf8("load"), Names.utf8(session.value())))
                .thenApply(outcome -> outcome.map(
                        reply -> reply.isEmpty() ? Optional.empty() : Optional.of(Bytes.copyOf(reply.bytes(0)))));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed) {
        return wire.run(WRITE, key, List.of(Names.utf8("store"), Names.utf8(session.value()), sealed.toArray()))
                .thenApply(outcome -> outcome.map(reply -> true));
    }

    /** Stores what is not there; true where it was not. */
    CompletionStage<Outcome<Boolean>> add(SessionName session, Bytes sealed) {
        return wire.run(WRITE, key, List.of(Names.utf8("add"), Names.utf8(session.value()), sealed.toArray()))
                .thenApply(outcome -> outcome.map(reply -> reply.number(0) == 1));
    }

    @Override
    public CompletionStage<Outcome<Boolean>> delete(SessionName session) {
        return wire.run(WRITE, key, List.of(Names.utf8("delete"), Names.utf8(session.value())))
                .thenApply(outcome -> outcome.map(reply -> reply.number(0) == 1));
    }

    @Override
    public CompletionStage<Outcome<List<SessionName>>> list() {
        return wire.run(READ, key, List.of(Names.utf8("list")))
                .thenApply(outcome -> outcome.map(reply -> IntStream.range(0, reply.size())
                        .mapToObj(reply::text)
                        .map(SessionName::of)
                        .sorted()
                        .toList()));
    }
}
