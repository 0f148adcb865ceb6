// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.FaultLog;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watch over a store: as often as leases are renewed it looks whether the store is still the one that was opened, and whether
 * it takes what is written. One that is not is never used again by this process, since what it accepted would be lost, and
 * what it does not know any more, such as who opted out, would be disregarded. May be asked from any thread.
 */
@Stable
public final class StateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StateWatch.class);
    private static final String MARK = "mark";
    private static final String WHAT_TO_DO =
            "; nothing more is stored or sent from it: put it right, then start this process anew";

    /** Beside two renewals: what a failover or a crash may lose is no old copy. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final StateStore store;
    private final Timeline timeline;
    private final Strand strand;
    private final Duration rhythm;
    private final FaultLog faults;
    private @Nullable StateMark known;
    private long knownVersion;
    private boolean started;
    private volatile boolean stopped;
    private volatile Failure.@Nullable Unavailable refusal;
    private volatile @Nullable String trouble;

    StateWatch(StateStore store, Timeline timeline, Duration rhythm, FaultLog faults) {
        this.store = store;
        this.faults = faults;
        this.timeline = timeline;
        this.rhythm = rhythm;
        this.strand = timeline.strand("state/watch");
    }

    /** Looks now, and again and again; nothing where the store is of this process alone and ends with it. */
    public void start() {
        if (store.durable() || store.shared()) {
            strand.execute(() -> {
                if (!started) {
                    started = true;
                    look();
                }
            });
        }
    }

    /** Looks no more. */
    public void stop() {
        stopped = true;
    }

    /** Whether it looks no more: the store is being closed, and its refusals are no news. */
    boolean isStopped() {
        return stopped;
    }

    /** Why the store takes nothing any more, for good; null while it is the one that was opened. */
    public Failure.@Nullable Unavailable refusal() {
        return refusal;
    }

    /** What was wrong with the store at the latest look, in one line; null where nothing was. */
    public @Nullable String trouble() {
        return trouble;
    }

    private void look() {
        if (stopped || refusal != null) {
            return;
        }
        Optional<String> reason = store.replaced();
        if (reason.isPresent()) {
            replaced(reason.get());
            return;
        }
        Ports.ask(() -> store.cells().read(StateMark.KEY, timeline.instant())).whenCompleteAsync(this::looked, strand);
    }

    private void looked(@Nullable Outcome<Cell> outcome, @Nullable Throwable bug) {
        Cell cell = outcome == null ? null : outcome.value();
        if (cell == null) {
            failed(outcome);
            return;
        }
        StateMark found = StateMark.of(cell);
        String wrong = known == null
                ? null
                : known.contradiction(
                        knownVersion, cell, found, rhythm.multipliedBy(2).plus(LATEST));
        if (wrong != null) {
            replaced(wrong);
            return;
        }
        if (found != null) {
            known = found;
            knownVersion = cell.version();
        }
        boolean isUnreadable = cell.isPresent() && found == null;
        boolean isFresh = found != null
                && Duration.between(found.date(), timeline.instant()).abs().compareTo(rhythm) < 0;
        if (isUnreadable || isFresh) {
            well();
        } else {
            write(cell, found == null ? StateMark.draw(timeline) : found.dated(timeline.instant()));
        }
    }

    private void write(Cell cell, StateMark mark) {
        Change change = Change.write(StateMark.KEY, cell.version(), mark.write());
        Ports.ask(() -> store.cells().swap(change, timeline.instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Swap swap = outcome == null ? null : outcome.value();
                            if (swap == null) {
                                failed(outcome);
                                return;
                            }
                            if (swap.swapped()) {
                                known = mark;
                                knownVersion = swap.cell().version();
                            }
                            well();
                        },
                        strand);
    }

    private void well() {
        trouble = null;
        faults.worked(MARK);
        strand.after(rhythm, this::look);
    }

    private void failed(@Nullable Outcome<?> outcome) {
        if (stopped) {
            return; // the store was closed under this look: that is no news
        }
        Failure failure = outcome == null ? null : outcome.failure();
        String why = failure == null ? "it answered nothing" : failure.reason();
        trouble = why;
        // a store that finds out by itself says so in its next answer
        Optional<String> reason = store.replaced();
        if (reason.isPresent()) {
            replaced(reason.get());
        } else {
            faults.failed(MARK, why);
            strand.after(rhythm, this::look);
        }
    }

    private void replaced(String why) {
        if (stopped) {
            return;
        }
        String told = why + WHAT_TO_DO;
        refusal = new Failure.Unavailable(Failure.Origin.STATE, told);
        trouble = told;
        LOG.atWarn().addKeyValue("reason", told).log("the state is not the one that was opened");
    }
}
