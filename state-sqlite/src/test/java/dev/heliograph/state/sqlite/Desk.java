// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.time.SystemTimeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A store that is open, and a queue of its outbox in few words. */
final class Desk implements AutoCloseable {
    static final Instant NOW = Instant.parse("2096-01-02T03:04:05.006Z");
    static final Claimant ALPHA = new Claimant("alpha", 7);
    static final String QUEUE = "queue";

    final SystemTimeline timeline = SystemTimeline.start();
    final SqliteStateStore store;

    private Desk(Path file, String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        all.add("=" + file);
        SqliteStateProvider provider = new SqliteStateProvider();
        try {
            store = (SqliteStateStore) provider.open(
                    Configured.of(provider, all.toArray(String[]::new)).settings(), timeline.context("test"));
        } catch (RuntimeException refused) {
            timeline.close();
            throw refused;
        }
    }

    static Desk open(Path file, String... parameters) {
        return new Desk(file, parameters);
    }

    static <T> T of(CompletionStage<Outcome<T>> stage) {
        return outcome(stage).orThrow();
    }

    static <T> T outcome(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new AssertionError("no answer", late);
        }
    }

    static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    Outbox outbox() {
        return store.outbox();
    }

    /** Appends a message of a job for each chat, due at once; their ids. */
    List<Long> append(String job, String... chats) {
        List<OutboxDraft> drafts = new ArrayList<>();
        for (String chat : chats) {
            drafts.add(new OutboxDraft(job + "/" + chat, job, drafts.size() + 1, chat, NOW, bytes("to " + chat)));
        }
        return of(outbox().append(QUEUE, drafts, NOW)).stream()
                .map(appended -> appended.id())
                .toList();
    }

    CompletionStage<Outcome<List<OutboxRow>>> claim(int limit) {
        return outbox().claim(QUEUE, ALPHA, limit, NOW);
    }

    /** Claims, sends and settles one message. */
    void deliver(long id) {
        of(claim(1));
        of(outbox().sending(QUEUE, ALPHA, List.of(new Intent(id, "session", id)), NOW));
        of(outbox().settle(QUEUE, ALPHA, List.of(new Settlement(id, OutboxState.SENT, 50 + id, "", 1, null)), NOW));
    }

    /** What an inspection finds wrong. */
    List<String> problems() {
        return of(store.upkeep().orElseThrow().inspect(NOW)).problems();
    }

    @Override
    public void close() {
        outcome(store.close());
        timeline.close();
    }
}
