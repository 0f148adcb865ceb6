// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.time.SystemTimeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A store that is open, in real time, and short words for what tests do with its outbox. */
final class Desk implements AutoCloseable {
    static final Claimant ALPHA = new Claimant("alpha", 7);
    static final String QUEUE = "queue";

    final SystemTimeline timeline = SystemTimeline.start();
    final StateStore store;
    private int drafted;

    Desk(StateStoreProvider provider, String... parameters) {
        Configured<StateStoreProvider> configured = Configured.of(provider, parameters);
        store = configured.provider().open(configured.settings(), timeline.context("test"));
    }

    static Desk at(int port, String... more) {
        List<String> all = new ArrayList<>(List.of("=//127.0.0.1:" + port));
        all.addAll(List.of(more));
        return new Desk(new RedisStateProvider(), all.toArray(String[]::new));
    }

    Instant now() {
        return timeline.instant();
    }

    static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    OutboxDraft draft(String chat) {
        return new OutboxDraft("key " + ++drafted, "", 0, chat, now().minusSeconds(1), bytes("message " + drafted));
    }

    long append(String chat) {
        return of(store.outbox().append(QUEUE, List.of(draft(chat)), now()))
                .get(0)
                .id();
    }

    List<OutboxRow> claim() {
        return of(store.outbox().claim(QUEUE, ALPHA, 10, now()));
    }

    List<Long> send(long id) {
        return of(store.outbox().sending(QUEUE, ALPHA, List.of(new Intent(id, "session", 1_000 + id)), now()));
    }

    List<Long> settle(long id) {
        return of(store.outbox()
                .settle(QUEUE, ALPHA, List.of(new Settlement(id, OutboxState.SENT, 50, "", 1, null)), now()));
    }

    OutboxRow row(long id) {
        return of(store.outbox().row(QUEUE, id)).orElseThrow();
    }

    static <T> T of(CompletionStage<Outcome<T>> stage) {
        return outcome(stage).orThrow();
    }

    static <T> Failure failure(CompletionStage<Outcome<T>> stage) {
        Failure failure = outcome(stage).failure();
        if (failure == null) {
            throw new AssertionError("expected a failure");
        }
        return failure;
    }

    static <T> Outcome<T> outcome(CompletionStage<Outcome<T>> stage) {
        return await(stage, Duration.ofSeconds(10));
    }

    static <T> T await(CompletionStage<T> stage, Duration most) {
        try {
            return stage.toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception failed) {
            throw new AssertionError("no answer within " + most, failed);
        }
    }

    /** Asks again and again until there is an answer, 30 s at most. */
    <T> T insist(Supplier<CompletionStage<Outcome<T>>> call) {
        Outcome<T> outcome = outcome(call.get());
        for (int i = 0; i < 150 && !outcome.isDone(); i++) {
            pause(Duration.ofMillis(200));
            outcome = outcome(call.get());
        }
        return outcome.orThrow();
    }

    void pause(Duration time) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        timeline.strand("pause").after(time, () -> over.complete(true));
        over.join();
    }

    @Override
    public void close() {
        await(store.close(), Duration.ofSeconds(10));
        timeline.close();
    }
}
