// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.OutboxPump;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.spi.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job that sends one message to each of many recipients: stored before it is sent, resumed under the same name, held and
 * withdrawn at will.
 */
@Stable
public final class Broadcast {
    private final String job;
    private final Timeline timeline;
    private final BroadcastTeller teller;
    private final CompletableFuture<Outcome<BroadcastRun>> run = new CompletableFuture<>();
    private final CompletableFuture<BroadcastReport> done = new CompletableFuture<>();

    private Broadcast(Builder plan, ClientPool pool) {
        this.job = plan.job;
        this.timeline = plan.heliograph.timeline();
        this.teller = new BroadcastTeller(plan, pool);
    }

    private void start(Builder plan, ClientPool pool, Stream<OutgoingMessage> audience, Queues queues) {
        queues.keep(pool.queue(), pool::chooseCore).thenAccept(outcome -> {
            OutboxPump pump = outcome.value();
            if (pump == null) {
                queues.end(pool.queue(), job);
                run.complete(outcome.map(none -> null));
                Failure why = outcome.failure();
                tell(() -> {
                    audience.close();
                    done.completeExceptionally(
                            why == null ? new IllegalStateException("no pump") : new FailureException(why));
                });
                return;
            }
            BroadcastRun started = new BroadcastRun(plan, audience, pump, teller);
            started.ending().whenComplete((report, failed) -> {
                queues.end(pool.queue(), job);
                tell(() -> {
                    if (report == null) {
                        done.completeExceptionally(failed == null ? new IllegalStateException("no report") : failed);
                    } else {
                        done.complete(report);
                    }
                });
            });
            started.start();
            run.complete(Outcome.done(started));
        });
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
        return done;
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
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        started().thenAccept(started -> {
            BroadcastRun present = started.value();
            if (present == null) {
                tell(() -> answer.complete(false));
            } else {
                present.hold(held).thenAccept(known -> tell(() -> answer.complete(known)));
            }
        });
        return answer;
    }

    /** Withdraws what is not in flight; completes with the report when the rest has its end. */
    public CompletableFuture<BroadcastReport> cancel() {
        started().thenAccept(started -> {
            BroadcastRun present = started.value();
            if (present != null) {
                present.withdraw(BroadcastState.CANCELLED);
            }
        });
        return done;
    }

    /** What became of its messages after that line, at most so many, by line. */
    public CompletableFuture<Outcome<List<RecipientResult>>> results(long afterLine, int limit) {
        CompletableFuture<Outcome<List<RecipientResult>>> answer = new CompletableFuture<>();
        started().thenAccept(started -> {
            BroadcastRun present = started.value();
            if (present == null) {
                tell(() -> answer.complete(started.map(none -> List.of())));
                return;
            }
            present.pump()
                    .rows(job, afterLine, limit)
                    .thenAccept(outcome -> tell(() -> answer.complete(outcome.map(
                            rows -> rows.stream().map(RecipientResult::of).toList()))));
        });
        return answer;
    }

    private CompletionStage<Outcome<BroadcastRun>> started() {
        return run;
    }

    /** Each answer is a task of its own, where the code of users may block. */
    private void tell(Runnable answer) {
        timeline.blocking().execute(answer);
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
