// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.OutboxPump;
import dev.heliograph.engine.Promises;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.QuietHours;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.WhenUnsure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job that sends one message to each of many recipients: stored before it is sent, resumed under the same name, held and
 * withdrawn at will.
 */
@Stable
public final class Broadcast {
    private final String job;
    private final BroadcastTeller teller;
    private final Observance observance;
    private final CompletableFuture<Outcome<BroadcastRun>> run = new CompletableFuture<>();
    private final Promises promises;
    private final Promises.Promise<BroadcastReport> done;

    private Broadcast(Builder plan, ClientPool pool) {
        this.job = plan.job;
        this.promises = plan.heliograph.fleet().promises();
        this.done = promises.open(() -> {
            throw BroadcastRun.fleetClosed();
        });
        this.teller = new BroadcastTeller(plan, pool);
        this.observance = new Observance(plan, pool);
    }

    private void start(Builder plan, ClientPool pool, Stream<OutgoingMessage> audience, Queues queues) {
        // a job of an earlier run may have rows that wait: what it observes is known before the first of them moves
        observance
                .begin()
                .thenCompose(begun -> begun.isDone()
                        ? queues.keep(pool.queue(), pool::chooseCore, pool::hasSomebodyHere)
                        : CompletableFuture.completedStage(Broadcast.<OutboxPump>failed(begun)))
                .thenAccept(outcome -> {
                    OutboxPump pump = outcome.value();
                    if (pump == null) {
                        notStarted(plan, audience, pool, queues, outcome);
                    } else {
                        started(new BroadcastRun(plan, pool, audience, pump, teller, observance), pool, queues);
                    }
                });
    }

    private static <T> Outcome<T> failed(Outcome<?> outcome) {
        Failure failure = outcome.failure();
        return Outcome.failed(
                failure == null ? new Failure.Unavailable(Failure.Origin.SERVER, "the state failed") : failure);
    }

    private void notStarted(
            Builder plan,
            Stream<OutgoingMessage> audience,
            ClientPool pool,
            Queues queues,
            Outcome<OutboxPump> outcome) {
        queues.end(pool.queue(), job);
        run.complete(failed(outcome));
        Failure why = outcome.failure();
        plan.heliograph.timeline().blocking().execute(() -> {
            BroadcastFeed.close(audience, job);
            done.fail(why == null ? new IllegalStateException("no pump") : new FailureException(why));
        });
    }

    private void started(BroadcastRun started, ClientPool pool, Queues queues) {
        started.ending().whenComplete((report, failed) -> {
            queues.end(pool.queue(), job);
            if (report == null) {
                done.fail(failed == null ? new IllegalStateException("no report") : failed);
            } else {
                done.accept(report);
            }
        });
        started.start();
        run.complete(Outcome.done(started));
    }

    /** Its name. */
    public String job() {
        return job;
    }

    /**
     * Completes when every message has its end, or the rest was withdrawn; exceptionally where the audience broke, or the
     * fleet was closed before: then the same name resumes it.
     */
    public CompletableFuture<BroadcastReport> done() {
        return done.future();
    }

    /** How far it has come. */
    public BroadcastProgress progress() {
        return teller.progress();
    }

    /** Holds it: what is in flight still goes out. Completes with whether the store knows. */
    public CompletableFuture<Boolean> pause() {
        return hold(true);
    }

    /** Goes on. Completes with whether the store knows. */
    public CompletableFuture<Boolean> resume() {
        return hold(false);
    }

    private CompletableFuture<Boolean> hold(boolean held) {
        Promises.Promise<Boolean> answer = promises.open(() -> false);
        started().thenAccept(started -> {
            BroadcastRun present = started.value();
            if (present == null) {
                answer.accept(false);
            } else {
                present.hold(held)
                        .thenCompose(known -> held
                                ? observance.leaveHeld().thenApply(unused -> known)
                                : CompletableFuture.completedStage(known))
                        .whenComplete(answer::take);
            }
        });
        return answer.future();
    }

    /** Withdraws what is not in flight; completes with the report when the rest has its end. */
    public CompletableFuture<BroadcastReport> cancel() {
        started().thenAccept(started -> {
            BroadcastRun present = started.value();
            if (present != null) {
                present.withdraw(BroadcastState.CANCELLED);
            }
        });
        return done.future();
    }

    /** What became of its messages after that line, at most so many, by line. */
    public CompletableFuture<Outcome<List<RecipientResult>>> results(long afterLine, int limit) {
        return promises.told(started().thenCompose(started -> {
            BroadcastRun present = started.value();
            return present == null
                    ? CompletableFuture.completedStage(started.map(none -> List.<RecipientResult>of()))
                    : present.pump()
                            .rows(job, afterLine, limit)
                            .thenApply(outcome -> outcome.map(rows ->
                                    rows.stream().map(RecipientResult::of).toList()));
        }));
    }

    private CompletionStage<Outcome<BroadcastRun>> started() {
        return run;
    }

    /** Collects what a broadcast is made of. Not for use by several threads. */
    @Stable
    public static final class Builder {
        final Heliograph heliograph;
        final String job;

        @Nullable
        ClientPool pool;

        @Nullable
        Stream<OutgoingMessage> audience;

        @Nullable
        WhenUnsure whenUnsure;

        TrafficClass trafficClass = TrafficClass.BULK;
        int weight = 1;
        double stopShare = 1;
        long stopAtLeast = Long.MAX_VALUE;
        Consumer<BroadcastProgress> listener = progress -> {};
        final List<QuietHours> quietHours = new ArrayList<>();
        Predicate<OutgoingMessage> skip = message -> false;
        final Set<String> optOuts = new HashSet<>();
        boolean goesOn;
        boolean remembersUnreachable;
        boolean skipsUnreachable;

        Builder(Heliograph heliograph, String job) {
            this.heliograph = heliograph;
            this.job = job;
        }

        /** The sessions that send it; all of the fleet unless told. */
        public Builder over(ClientPool sessions) {
            this.pool = sessions;
            return this;
        }

        /** The messages, read once, as they can be stored, then closed. The same order at every run of the job. */
        public Builder messages(Stream<OutgoingMessage> messages) {
            this.audience = messages;
            return this;
        }

        /** What to do about lost answers, for all messages; as each message says unless told. */
        public Builder whenUnsure(@Nullable WhenUnsure rule) {
            this.whenUnsure = rule;
            return this;
        }

        /** Its share next to other jobs, 1 to 100. */
        public Builder weight(int share) {
            this.weight = share;
            return this;
        }

        /** How urgent its messages are; BULK unless told. */
        public Builder trafficClass(TrafficClass urgency) {
            this.trafficClass = urgency;
            return this;
        }

        /** Withdraws the rest where more than that share of the messages that ended in this run failed, once so many have. */
        public Builder stopAfter(double failureShare, long atLeast) {
            this.stopShare = failureShare;
            this.stopAtLeast = atLeast;
            return this;
        }

        /**
         * Hours in which nothing of it goes out; several add up. They are kept with the job: a later run of the same name that
         * is given none goes on with them.
         */
        public Builder quietHours(QuietHours hours) {
            this.quietHours.add(hours);
            return this;
        }

        /** Chats that want none of it, besides those of {@link Heliograph#exclusions}: FAILED with reason OPTED_OUT. */
        public Builder optOuts(Collection<Peer> chats) {
            chats.forEach(chat -> this.optOuts.add(chat.toString()));
            return this;
        }

        /**
         * Recipients who get nothing: FAILED with reason SKIPPED. Asked as messages are stored, by one thread. Those who opted
         * out get nothing in any case, see {@link Heliograph#exclusions}.
         */
        public Builder skip(Predicate<OutgoingMessage> rule) {
            this.skip = rule;
            return this;
        }

        /** Whether a hold that an earlier run or another process left is released at the start; not unless told. */
        public Builder releaseHold(boolean value) {
            this.goesOn = value;
            return this;
        }

        /** Whether recipients who block the sender or do not exist are noted in the state; not unless told. */
        public Builder rememberUnreachable(boolean value) {
            this.remembersUnreachable = value;
            return this;
        }

        /** Whether recipients get nothing that earlier broadcasts noted: FAILED with reason KNOWN_UNREACHABLE; not unless told. */
        public Builder skipUnreachable(boolean value) {
            this.skipsUnreachable = value;
            return this;
        }

        /** Is told how far it has come, at most five times a second. */
        public Builder onProgress(Consumer<BroadcastProgress> consumer) {
            this.listener = consumer;
            return this;
        }

        /**
         * Starts or resumes it.
         *
         * @throws ConfigurationException that lists every problem, such as that it is running already
         */
        public Broadcast start() {
            List<String> problems = new ArrayList<>();
            if (job.isBlank() || job.length() > 100) {
                problems.add("broadcast: expected a job name of 1 to 100 characters");
            }
            if (weight < 1 || weight > 100) {
                problems.add("broadcast " + job + ": weight " + weight + ": expected 1 to 100");
            }
            if (!(stopShare > 0 && stopShare <= 1) || stopAtLeast < 1) {
                problems.add(
                        "broadcast " + job + ": stop rule: expected a share above 0, at most 1, and a count above 0");
            }
            if (QuietHours.areEndless(quietHours, heliograph.timeline().instant())) {
                problems.add("broadcast " + job + ": quiet hours " + quietHours + " leave no time to send");
            }
            Stream<OutgoingMessage> messages = audience;
            if (messages == null) {
                problems.add("broadcast " + job + ": expected messages");
            }
            if (messages == null || !problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
            ClientPool sessions = sessions();
            Queues queues = heliograph.queues();
            if (!queues.begin(sessions.queue(), job)) {
                throw new ConfigurationException(List.of("broadcast " + job + ": it is running already over the pool '"
                        + sessions.name() + "'; expected another name, or its end"));
            }
            heliograph.jobs().begin(job, sessions);
            Broadcast broadcast = new Broadcast(this, sessions);
            broadcast.start(this, sessions, messages, queues);
            return broadcast;
        }

        private ClientPool sessions() {
            return pool == null ? heliograph.pool() : pool;
        }

        boolean keepsSchedules() {
            return heliograph.queues().areDurable() && !sessions().schedules();
        }
    }
}
