// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.OutboxPump;
import dev.heliograph.engine.RowEnd;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.spi.state.OutboxRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job that sends one message to each of many recipients: stored before it is sent, resumed under the same name, held and
 * withdrawn at will.
 */
@Stable
public final class Broadcast {
    private final BroadcastRun run;

    private Broadcast(BroadcastRun run) {
        this.run = run;
    }

    /** Its name. */
    public String job() {
        return run.job();
    }

    /** Completes when every message has its end, or the job was withdrawn. */
    public CompletableFuture<BroadcastReport> done() {
        return run.done();
    }

    /** How far it has come. */
    public BroadcastProgress progress() {
        return run.progress();
    }

    /** Holds it: what is in lanes already still goes out. Completes when the store knows. */
    public CompletableFuture<Boolean> pause() {
        return run.hold(true).toCompletableFuture();
    }

    /** Goes on. Completes when the store knows. */
    public CompletableFuture<Boolean> resume() {
        return run.hold(false).toCompletableFuture();
    }

    /** Withdraws what is not in a lane yet; completes with the report when the rest has its end. */
    public CompletableFuture<BroadcastReport> cancel() {
        run.withdraw(BroadcastState.CANCELLED);
        return run.done();
    }

    /** What became of its messages after that line, at most so many, by line. */
    public CompletableFuture<Outcome<List<RecipientResult>>> results(long afterLine, int limit) {
        return run.pump()
                .thenCompose(pump -> pump.outbox().rows(pump.queue(), run.job(), afterLine, limit))
                .thenApply(outcome ->
                        outcome.map(rows -> rows.stream().map(Broadcast::result).toList()))
                .toCompletableFuture();
    }

    private static RecipientResult result(OutboxRow row) {
        RowEnd end = RowEnd.of(row);
        return new RecipientResult(
                row.draft().line(),
                OutboxPump.message(row).peer().toString(),
                end.status(),
                row.messageId(),
                row.attempts(),
                end.reason(),
                row.session());
    }

    /** Collects what a broadcast is made of. Not for use by several threads. */
    @Stable
    public static final class Builder {
        final Heliograph heliograph;
        final String job;

        @Nullable
        ClientPool pool;

        @Nullable
        Iterator<OutgoingMessage> audience;

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

        /** The messages, read once, as they can be stored. The same order at every run of the job. */
        public Builder messages(Stream<OutgoingMessage> messages) {
            this.audience = messages.iterator();
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

        /** Withdraws the rest where more than that share of the ended messages failed, once so many have ended. */
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
         * @throws ConfigurationException that lists every problem
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
            if (audience == null) {
                problems.add("broadcast " + job + ": expected messages");
            }
            if (!problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
            BroadcastRun run = new BroadcastRun(this, pool == null ? heliograph.pool() : pool);
            run.start();
            return new Broadcast(run);
        }
    }
}
