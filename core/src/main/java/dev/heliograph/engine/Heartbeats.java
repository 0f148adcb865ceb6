// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Heartbeat;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionHealth;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.Stable;
import dev.heliograph.policy.Gate;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a process says of the sessions that it has, in cells of a durable store, so that commands and other processes know how
 * they are: at each change of their state, once in the length of a lease, and at the end. A session whose strand hangs falls
 * silent. May be used from any thread; works on a strand of its own.
 */
@Stable
public final class Heartbeats {
    private static final String PREFIX = "heartbeat/";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    /** Longer than Telegram closes anything. */
    private static final Duration KEPT = Duration.ofDays(8);

    /** Limits that one heartbeat names: those of the account, and of some chats. */
    private static final int MOST_LEARNED = 20;

    private final StateStore state;
    private final Timeline timeline;
    private final LeaseTerms terms;
    private final Strand strand;
    private final List<Pulse> pulses = new ArrayList<>();
    private boolean ended;

    Heartbeats(StateStore state, Timeline timeline, LeaseTerms terms) {
        this.state = state;
        this.timeline = timeline;
        this.terms = terms;
        this.strand = timeline.strand("heartbeats");
    }

    /** What is known of one session. */
    private static final class Pulse {
        private final SessionCore core;
        private @Nullable SessionState said;
        private long saidAt;
        private boolean writing;
        /** Of the cell, as far as it was written here; negative before. */
        private long version = -1;

        Pulse(SessionCore core) {
            this.core = core;
        }
    }

    /** Says how that session is from now on, while it is this process's. */
    public void watch(SessionCore core) {
        if (state.durable()) {
            strand.execute(() -> {
                pulses.add(new Pulse(core));
                if (pulses.size() == 1) {
                    strand.after(LOOK, this::look);
                }
            });
        }
    }

    /** What was said of that session last; empty where nothing was. */
    public CompletionStage<Outcome<Optional<Heartbeat>>> latest(SessionName session) {
        return state.durable()
                ? Ports.ask(() -> state.cells().read(PREFIX + session, timeline.instant()))
                        .thenApply(outcome ->
                                outcome.map(cell -> Optional.ofNullable(HeartbeatNote.read(session, cell.bytes()))))
                : CompletableFuture.completedStage(Outcome.done(Optional.empty()));
    }

    /** Says that the sessions are this process's no more; completes when that is known, or after two seconds. */
    public CompletionStage<Void> end() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        if (!state.durable()) {
            over.complete(null);
            return over;
        }
        strand.execute(() -> {
            ended = true;
            strand.after(LAST_WORDS, () -> over.complete(null));
            CompletableFuture<?>[] last = pulses.stream()
                    .filter(pulse -> pulse.version >= 0 && pulse.said != SessionState.DISCONNECTED)
                    .map(pulse -> swap(pulse, describe(pulse.core, SessionState.CLOSED))
                            .toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            Object unused = CompletableFuture.allOf(last).whenComplete((done, bug) -> over.complete(null));
        });
        return over;
    }

    private void look() {
        if (ended) {
            return;
        }
        pulses.forEach(this::look);
        strand.after(LOOK, this::look);
    }

    private void look(Pulse pulse) {
        SessionState now = pulse.core.state();
        boolean isOurs = now == SessionState.LOST || pulse.core.connection().isHere();
        boolean isDue = now != pulse.said
                || timeline.nanos() - pulse.saidAt >= terms.length().toNanos();
        if (!pulse.writing && isOurs && isDue) {
            pulse.writing = true;
            pulse.said = now;
            pulse.saidAt = timeline.nanos();
            // by way of the session's own strand: one that hangs says nothing
            pulse.core.strand().execute(() -> {
                Heartbeat beat = describe(pulse.core, pulse.core.state());
                strand.execute(() -> write(pulse, beat));
            });
        } else if (!pulse.writing && !isOurs && pulse.version >= 0 && pulse.said != SessionState.DISCONNECTED) {
            pulse.said = SessionState.DISCONNECTED;
            // over what this process said, never over what another one did since
            Object unused = swap(pulse, describe(pulse.core, SessionState.DISCONNECTED));
        }
    }

    private void write(Pulse pulse, Heartbeat beat) {
        if (ended) {
            return;
        }
        if (pulse.version >= 0) {
            swap(pulse, beat).whenCompleteAsync((swap, bug) -> written(pulse, swap), strand);
            return;
        }
        Ports.ask(() -> state.cells().read(PREFIX + beat.health().session(), timeline.instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Cell cell = outcome == null ? null : outcome.value();
                            pulse.version = cell == null ? -1 : cell.version();
                            if (cell == null || ended) {
                                pulse.writing = false;
                            } else {
                                write(pulse, beat);
                            }
                        },
                        strand);
    }

    private CompletionStage<Outcome<Swap>> swap(Pulse pulse, Heartbeat beat) {
        Cells cells = state.cells();
        Bytes bytes = HeartbeatNote.write(beat);
        return Ports.ask(() -> cells.swap(
                Change.write(PREFIX + beat.health().session(), pulse.version, bytes, KEPT), timeline.instant()));
    }

    private void written(Pulse pulse, @Nullable Outcome<Swap> outcome) {
        pulse.writing = false;
        Swap swap = outcome == null ? null : outcome.value();
        if (swap != null) {
            pulse.version = swap.cell().version();
            if (!swap.swapped()) {
                // another process had the session meanwhile: said again at the next look
                pulse.said = null;
            }
        }
    }

    private Heartbeat describe(SessionCore core, SessionState present) {
        SessionHealth health = core.health();
        AccountBudget budget = core.account().budget();
        SelfInfo self = core.connection().self();
        long nanos = timeline.nanos();
        Instant wall = timeline.instant();
        return new Heartbeat(
                terms.self().node(),
                wall,
                terms.length(),
                new SessionHealth(health.session(), health.healthy(), present, health.score(), health.reasons()),
                core.depth(),
                budget == null ? 1 : budget.factor(),
                core.tally().lastActivity(),
                self == null ? null : self.account(),
                budget == null
                        ? List.of()
                        : budget.closed(nanos).stream()
                                .map(gate -> hold(gate, wall, nanos))
                                .toList(),
                budget == null ? List.of() : learned(budget));
    }

    private static List<String> learned(AccountBudget budget) {
        return budget.learned().entrySet().stream()
                .limit(MOST_LEARNED)
                .map(one -> one.getKey() + " " + one.getValue().limit())
                .toList();
    }

    private static Explanation.Hold hold(Gate gate, Instant wall, long nanos) {
        String what = gate.method() == null ? "all calls" : gate.method().name().toLowerCase(Locale.ROOT);
        return new Explanation.Hold(
                "a flood closed " + what + (gate.peer() == null ? "" : " to one chat"),
                wall.plusNanos(gate.until() - nanos));
    }
}
