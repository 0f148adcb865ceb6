// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one turn of the strand wants stored, and stores it together: ends first, then intents, so that a row that
 * stood back may be intended again at once. One call of each kind is under way at a time; what comes meanwhile is the next
 * batch, which is how a slow store gets larger ones.
 */
final class RowBatches {
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final Outbox outbox;
    private final String queue;
    private final Timeline timeline;
    private final Strand strand;
    private final Consumer<List<Settlement>> news;
    private final Runnable intendedSome;
    private List<Ended> ends = new ArrayList<>();
    private List<Intended> intents = new ArrayList<>();
    private boolean writing;
    private boolean posted;
    private boolean stopping;
    private boolean givenUp;

    /**
     * For a queue.
     *
     * @param news told of ends that are stored, before their own actions are run
     * @param intendedSome run when intents are stored
     */
    RowBatches(
            Outbox outbox,
            String queue,
            Timeline timeline,
            Strand strand,
            Consumer<List<Settlement>> news,
            Runnable intendedSome) {
        this.outbox = outbox;
        this.queue = queue;
        this.timeline = timeline;
        this.strand = strand;
        this.news = news;
        this.intendedSome = intendedSome;
    }

    /** Stores an end in the name of whoever claimed the row, then runs the action. On the strand. */
    void settle(Claimant claimant, Settlement settlement, Runnable stored) {
        ends.add(new Ended(claimant, settlement, stored));
        post();
    }

    /** Stores an intent; completes with whether the row may be sent. From any thread. */
    CompletionStage<Boolean> intend(Claimant claimant, Intent intent) {
        CompletableFuture<Boolean> promise = new CompletableFuture<>();
        strand.execute(() -> {
            intents.add(new Intended(claimant, intent, promise));
            post();
        });
        return promise;
    }

    private void post() {
        if (!posted && !writing) {
            posted = true;
            strand.execute(this::flush);
        }
    }

    private void flush() {
        posted = false;
        if (writing) {
            return;
        }
        if (!ends.isEmpty()) {
            Claimant claimant = ends.get(0).claimant();
            List<Ended> batch = ends.stream()
                    .filter(ended -> ended.claimant().equals(claimant))
                    .toList();
            ends.removeIf(ended -> ended.claimant().equals(claimant));
            writing = true;
            List<Settlement> settlements = batch.stream().map(Ended::settlement).toList();
            Ports.ask(() -> outbox.settle(queue, claimant, settlements, timeline.instant()))
                    .whenCompleteAsync((outcome, bug) -> settled(batch, outcome), strand);
        } else if (!intents.isEmpty()) {
            Claimant claimant = intents.get(0).claimant();
            List<Intended> batch = intents.stream()
                    .filter(intended -> intended.claimant().equals(claimant))
                    .toList();
            intents.removeIf(intended -> intended.claimant().equals(claimant));
            writing = true;
            List<Intent> wanted = batch.stream().map(Intended::intent).toList();
            Ports.ask(() -> outbox.sending(queue, claimant, wanted, timeline.instant()))
                    .whenCompleteAsync((outcome, bug) -> intended(batch, outcome), strand);
        }
    }

    private void settled(List<Ended> batch, @Nullable Outcome<List<Long>> outcome) {
        writing = false;
        if (outcome == null || !outcome.isDone()) {
            // an end that is not stored is told to nobody: a restart would tell it otherwise
            List<Ended> all = new ArrayList<>(batch);
            all.addAll(ends);
            ends = all;
            retry();
            return;
        }
        news.accept(batch.stream().map(Ended::settlement).toList());
        batch.forEach(ended -> ended.stored().run());
        flush();
    }

    private void intended(List<Intended> batch, @Nullable Outcome<List<Long>> outcome) {
        writing = false;
        List<Long> ids = outcome == null ? null : outcome.value();
        if (ids == null) {
            if (stopping) {
                // nobody waits for a store that is ill: its rows are there for the next run
                refuse(batch);
                refuse(intents);
                intents = new ArrayList<>();
                flush();
                return;
            }
            // whether the row may be sent is not known: only an answer says that it may not
            List<Intended> all = new ArrayList<>(batch);
            all.addAll(intents);
            intents = all;
            retry();
            return;
        }
        intendedSome.run();
        Set<Long> allowed = new HashSet<>(ids);
        for (Intended intended : batch) {
            intended.promise().complete(allowed.contains(intended.intent().id()));
        }
        flush();
    }

    private static void refuse(List<Intended> batch) {
        batch.forEach(intended -> intended.promise().complete(false));
    }

    /** The end begins: an intent that cannot be stored at once is refused, and its row not sent by this run. */
    void stop() {
        stopping = true;
    }

    /** Tries no more: the store is about to be closed. */
    void giveUp() {
        givenUp = true;
    }

    private void retry() {
        if (!givenUp) {
            posted = true;
            strand.after(AGAIN, this::flush);
        }
    }

    private record Ended(Claimant claimant, Settlement settlement, Runnable stored) {}

    private record Intended(Claimant claimant, Intent intent, CompletableFuture<Boolean> promise) {}
}
