// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendResult;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The jobs of a pump: their shares, who listens, and which are held or withdrawn. Runs on the strand of the pump. */
final class PumpedJobs {
    private final Outbox outbox;
    private final String queue;
    private final Timeline timeline;
    private final Strand strand;
    private final ChatRoutes routes;
    /** Asked about chats from the strands of sessions too. */
    private final Map<String, RowListener> listeners = new ConcurrentHashMap<>();

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Set<String> held = new HashSet<>();
    /** Why rows of a job are not to be sent any more, by job. */
    private final Map<String, String> withdrawn = new HashMap<>();

    private volatile Function<String, @Nullable String> guard = chat -> null;

    PumpedJobs(Outbox outbox, String queue, Timeline timeline, Strand strand, ChatRoutes routes) {
        this.outbox = outbox;
        this.queue = queue;
        this.timeline = timeline;
        this.strand = strand;
        this.routes = routes;
    }

    /** Says of the chats of jobs that nobody watches why nothing is sent there, or null. */
    void guard(Function<String, @Nullable String> next) {
        guard = next;
    }

    /** The job runs, perhaps again after it was withdrawn: whether it is held the store says. */
    void watch(String job, int weight, RowListener listener) {
        jobs.put(job, new Job(job, weight));
        listeners.put(job, listener);
        withdrawn.remove(job);
        if (held.contains(job)) {
            lookAt(job);
        }
    }

    void forget(String job) {
        listeners.remove(job);
        jobs.remove(job);
        held.remove(job);
        withdrawn.remove(job);
        routes.forget(job);
    }

    /** The job of a row, whether it is watched or not. */
    Job of(OutboxRow row) {
        String name = row.draft().job();
        return name.isEmpty() ? Job.NONE : jobs.computeIfAbsent(name, unwatched -> new Job(unwatched, 1));
    }

    /** Holds a job in the store first, so that what is taken back out of the lanes then is not claimed again. */
    CompletionStage<Outcome<Boolean>> hold(String job, boolean wanted) {
        boolean change = wanted ? held.add(job) : held.remove(job);
        return Ports.ask(() -> outbox.hold(queue, job, wanted, timeline.instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            if (wanted && outcome != null && outcome.isDone()) {
                                takeBack(job);
                            } else if (wanted && change) {
                                held.remove(job);
                            }
                        },
                        strand);
    }

    /** Another process may have held or released the job: what the store says counts. */
    void lookAt(String job) {
        if (!jobs.containsKey(job) || withdrawn.containsKey(job)) {
            return;
        }
        Ports.ask(() -> outbox.counts(queue, job))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            OutboxCounts counts = outcome == null ? null : outcome.value();
                            if (counts != null && counts.held() && held.add(job)) {
                                takeBack(job);
                            } else if (counts != null && !counts.held()) {
                                held.remove(job);
                            }
                        },
                        strand);
    }

    /** The jobs that it has rows of, or had. */
    List<String> names() {
        return List.copyOf(jobs.keySet());
    }

    /** Whether rows of that job that were claimed all the same go back. */
    boolean isHeld(OutboxRow row) {
        return held.contains(row.draft().job());
    }

    /** From now on the rows of that job end with that word wherever they come by. */
    CompletionStage<Outcome<Long>> cancel(String job, String word) {
        withdrawn.put(job, word);
        takeBack(job);
        return Ports.ask(() -> outbox.cancel(queue, job, RowEnd.withdrawn(word), timeline.instant()));
    }

    /** The end of a row whose job is withdrawn, or null. */
    @Nullable
    SendResult withdrawn(OutboxRow row) {
        String word = withdrawn.get(row.draft().job());
        return word == null ? null : RowEnd.foregone(row, word);
    }

    /** The end of a row whose recipient is passed over by now, or null. */
    @Nullable
    SendResult passedOver(OutboxRow row) {
        OutboxDraft draft = row.draft();
        String reason = passesOver(draft.job(), draft.chat());
        return reason == null ? null : RowEnd.foregone(row, reason);
    }

    /** Why that job sends nothing to that chat, or null. From any thread. */
    @Nullable
    String passesOver(String job, String chat) {
        if (job.isEmpty()) {
            return null;
        }
        RowListener listener = listeners.get(job);
        return listener == null ? guard.apply(chat) : listener.passesOver(chat);
    }

    void told(OutboxRow row, SendResult result) {
        RowListener listener = listeners.get(row.draft().job());
        if (listener != null) {
            listener.settled(row, result);
        }
    }

    /** No session could take the rows of a claim. */
    void stranded() {
        List.copyOf(listeners.values()).forEach(RowListener::stranded);
    }

    void stopped() {
        List<RowListener> told = List.copyOf(listeners.values());
        listeners.clear();
        told.forEach(RowListener::stopped);
    }

    /** Gives rows of the job that wait in lanes back to the store. */
    void takeBack(String job) {
        routes.sessions().forEach(session -> session.takeBack(job));
    }
}
