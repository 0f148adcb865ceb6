// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.ForwardingCells;
import dev.heliograph.spi.state.ForwardingOutbox;
import dev.heliograph.spi.state.ForwardingStateStore;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.state.memory.MemoryStateStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store whose calls fail as often as a test wants: every second failure is thrown, as no store should. */
public final class FailingMemory implements StateStoreProvider {
    private static final Map<String, Faults> FAULTS = new ConcurrentHashMap<>();
    private static final Setting<String> NAME = Setting.rest(null, "Which faults.");

    /** What goes wrong. */
    static final class Faults {
        private final Map<String, Integer> left = new ConcurrentHashMap<>();
        private final Map<String, Integer> calls = new ConcurrentHashMap<>();

        /** A key whose message cannot be read. */
        volatile String poisoned = "";

        /** The store behind the faults, once it is open. */
        @Nullable
        volatile StateStore memory;

        void fail(String call, int times) {
            left.put(call, times);
        }

        int calls(String call) {
            return calls.getOrDefault(call, 0);
        }

        private <T> CompletionStage<Outcome<T>> answer(String call, Supplier<CompletionStage<Outcome<T>>> honest) {
            calls.merge(call, 1, Integer::sum);
            int failures = left.merge(call, -1, Integer::sum) + 1;
            if (failures <= 0) {
                return honest.get();
            }
            if (failures % 2 == 0) {
                throw new IllegalStateException("a broken store");
            }
            return CompletableFuture.completedStage(
                    Outcome.failed(new Failure.Unavailable(Failure.Origin.SERVER, "a failing store")));
        }
    }

    static Faults faults(String name) {
        return FAULTS.computeIfAbsent(name, unseen -> new Faults());
    }

    @Override
    public String scheme() {
        return "failing";
    }

    @Override
    public String description() {
        return "Memory that fails.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(NAME);
    }

    @Override
    public StateStore open(Settings settings, PluginContext context) {
        Faults faults = faults(settings.get(NAME));
        MemoryStateStore memory = new MemoryStateStore();
        faults.memory = memory;
        Outbox outbox = new FailingOutbox(memory.outbox(), faults);
        Cells cells = new ForwardingCells(memory.cells()) {
            @Override
            public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
                return key.startsWith("fence/")
                        ? faults.answer("fence", () -> super.read(key, now))
                        : super.read(key, now);
            }
        };
        return new ForwardingStateStore(memory) {
            @Override
            public Outbox outbox() {
                return outbox;
            }

            @Override
            public Cells cells() {
                return cells;
            }
        };
    }

    private static final class FailingOutbox extends ForwardingOutbox {
        private final Faults faults;

        FailingOutbox(Outbox honest, Faults faults) {
            super(honest);
            this.faults = faults;
        }

        @Override
        public CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now) {
            return faults.answer("append", () -> super.append(queue, drafts, now));
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> claim(
                String queue, Claimant claimant, int limit, Instant now) {
            return faults.answer(
                    "claim",
                    () -> super.claim(queue, claimant, limit, now)
                            .thenApply(outcome -> outcome.map(
                                    rows -> rows.stream().map(this::shown).toList())));
        }

        private OutboxRow shown(OutboxRow row) {
            OutboxDraft draft = row.draft();
            if (!draft.key().equals(faults.poisoned)) {
                return row;
            }
            Bytes poison = Bytes.copyOf(new byte[] {1, 2, 3});
            return new OutboxRow(
                    row.id(),
                    new OutboxDraft(draft.key(), draft.job(), draft.line(), draft.chat(), draft.dueAt(), poison),
                    row.state(),
                    row.session(),
                    row.randomId(),
                    row.attempts(),
                    row.messageId(),
                    row.reason(),
                    row.changedAt());
        }

        @Override
        public CompletionStage<Outcome<List<Long>>> sending(
                String queue, Claimant claimant, List<Intent> intents, Instant now) {
            return faults.answer("sending", () -> super.sending(queue, claimant, intents, now));
        }

        @Override
        public CompletionStage<Outcome<List<Long>>> settle(
                String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
            return faults.answer("settle", () -> super.settle(queue, claimant, settlements, now));
        }

        @Override
        public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
            return faults.answer("recover", () -> super.recover(queue, claimant, now));
        }

        @Override
        public CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now) {
            return faults.answer("nextDue", () -> super.nextDue(queue, now));
        }

        @Override
        public CompletionStage<Outcome<Long>> cancel(String queue, String job, String reason, Instant now) {
            return faults.answer("cancel", () -> super.cancel(queue, job, reason, now));
        }
    }
}
