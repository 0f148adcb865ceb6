// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.FaultLog;
import dev.heliograph.spi.session.ForwardingSessionVault;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.ChatBacklog;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.ForwardingBuckets;
import dev.heliograph.spi.state.ForwardingCells;
import dev.heliograph.spi.state.ForwardingOutbox;
import dev.heliograph.spi.state.ForwardingStateStore;
import dev.heliograph.spi.state.ForwardingValues;
import dev.heliograph.spi.state.Grant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.state.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store of a fleet as the fleet uses it: asked nothing more once it is not the one that was opened, and with its faults
 * logged in one place, whoever meets them.
 */
final class WatchedState extends ForwardingStateStore {
    /** What a store that works may refuse, as to the wrong process. */
    private static final List<String> MAY_BE_REFUSED = List.of("swap", "claim", "recover");

    private final StateWatch watch;
    private final FaultLog faults;

    WatchedState(StateStore store, StateWatch watch, FaultLog faults) {
        super(store);
        this.watch = watch;
        this.faults = faults;
    }

    @Override
    public Cells cells() {
        return new WatchedCells(super.cells());
    }

    @Override
    public Buckets buckets() {
        return new WatchedBuckets(super.buckets());
    }

    @Override
    public Outbox outbox() {
        return new WatchedOutbox(super.outbox());
    }

    @Override
    public Values values() {
        return new WatchedValues(super.values());
    }

    @Override
    public SessionVault vault() {
        return new WatchedVault(super.vault());
    }

    private <T> CompletionStage<Outcome<T>> asked(String what, Supplier<CompletionStage<Outcome<T>>> port) {
        Failure refusal = watch.refusal();
        return refusal == null
                ? port.get().thenApply(outcome -> noted(what, outcome))
                : CompletableFuture.completedStage(Outcome.failed(refusal));
    }

    private <T> Outcome<T> noted(String what, Outcome<T> outcome) {
        Failure failure = outcome.failure();
        if (failure == null) {
            faults.worked(what);
        } else if (!watch.isStopped() && isFault(what, failure)) {
            faults.failed(what, failure.reason());
        }
        return outcome;
    }

    private static boolean isFault(String what, Failure failure) {
        if (failure instanceof Failure.Unavailable down && down.origin() == Failure.Origin.SERVER) {
            return !MAY_BE_REFUSED.contains(what);
        }
        return failure.kind() == Failure.Kind.UNAVAILABLE || failure.mayHaveHappened();
    }

    private final class WatchedCells extends ForwardingCells {
        WatchedCells(Cells target) {
            super(target);
        }

        @Override
        public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
            return asked("read", () -> super.read(key, now));
        }

        @Override
        public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
            return asked("swap", () -> super.swap(change, now));
        }

        @Override
        public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
            return asked("list", () -> super.list(prefix, after, limit, now));
        }
    }

    private final class WatchedBuckets extends ForwardingBuckets {
        WatchedBuckets(Buckets target) {
            super(target);
        }

        @Override
        public CompletionStage<Outcome<Grant>> take(List<Take> takes, Instant now) {
            return asked("take", () -> super.take(takes, now));
        }
    }

    private final class WatchedValues extends ForwardingValues {
        WatchedValues(Values target) {
            super(target);
        }

        @Override
        public CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now) {
            return asked("get", () -> super.get(key, now));
        }

        @Override
        public CompletionStage<Outcome<Boolean>> set(
                String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
            return asked("set", () -> super.set(key, value, timeToLive, now));
        }

        @Override
        public CompletionStage<Outcome<Boolean>> delete(String key, Instant now) {
            return asked("delete", () -> super.delete(key, now));
        }
    }

    private final class WatchedVault extends ForwardingSessionVault {
        WatchedVault(SessionVault target) {
            super(target);
        }

        @Override
        public CompletionStage<Outcome<Optional<Bytes>>> load(SessionName session) {
            return asked("load", () -> super.load(session));
        }

        @Override
        public CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed) {
            return asked("store", () -> super.store(session, sealed));
        }

        @Override
        public CompletionStage<Outcome<Boolean>> delete(SessionName session) {
            return asked("forget", () -> super.delete(session));
        }

        @Override
        public CompletionStage<Outcome<List<SessionName>>> list() {
            return asked("sessions", super::list);
        }
    }

    private final class WatchedOutbox extends ForwardingOutbox {
        WatchedOutbox(Outbox target) {
            super(target);
        }

        @Override
        public CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now) {
            return asked("append", () -> super.append(queue, drafts, now));
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> claim(
                String queue, Claimant claimant, int limit, Instant now) {
            return asked("claim", () -> super.claim(queue, claimant, limit, now));
        }

        @Override
        public CompletionStage<Outcome<List<ChatBacklog>>> longest(String queue, int limit) {
            return asked("longest", () -> super.longest(queue, limit));
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> claimOf(
                String queue, Claimant claimant, List<String> chats, Instant now) {
            return asked("claim", () -> super.claimOf(queue, claimant, chats, now));
        }

        @Override
        public CompletionStage<Outcome<List<Long>>> sending(
                String queue, Claimant claimant, List<Intent> intents, Instant now) {
            return asked("sending", () -> super.sending(queue, claimant, intents, now));
        }

        @Override
        public CompletionStage<Outcome<List<Long>>> settle(
                String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
            return asked("settle", () -> super.settle(queue, claimant, settlements, now));
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
            return asked("recover", () -> super.recover(queue, claimant, now));
        }

        @Override
        public CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now) {
            return asked("nextDue", () -> super.nextDue(queue, now));
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> rows(String queue, String job, long afterLine, int limit) {
            return asked("rows", () -> super.rows(queue, job, afterLine, limit));
        }

        @Override
        public CompletionStage<Outcome<Optional<OutboxRow>>> row(String queue, long id) {
            return asked("row", () -> super.row(queue, id));
        }

        @Override
        public CompletionStage<Outcome<OutboxCounts>> counts(String queue, String job) {
            return asked("counts", () -> super.counts(queue, job));
        }

        @Override
        public CompletionStage<Outcome<Long>> cancel(String queue, String job, String reason, Instant now) {
            return asked("cancel", () -> super.cancel(queue, job, reason, now));
        }

        @Override
        public CompletionStage<Outcome<Boolean>> hold(String queue, String job, boolean held, Instant now) {
            return asked("hold", () -> super.hold(queue, job, held, now));
        }

        @Override
        public CompletionStage<Outcome<Long>> compact(String queue, Duration retention, Instant now) {
            return asked("compact", () -> super.compact(queue, retention, now));
        }
    }
}
