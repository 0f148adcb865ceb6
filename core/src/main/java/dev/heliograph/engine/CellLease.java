// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease in a cell that its holder rewrites now and then. Whoever else wants it watches the cell by his own clock and takes
 * it when it has not changed for the length of a lease and a guard time; the holder stops using it earlier, by the earlier of
 * its two clocks. Confined to its strand.
 */
final class CellLease implements Lease {
    private static final Logger LOG = LoggerFactory.getLogger(CellLease.class);
    private static final int CONFLICT = 409;
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final String key;
    private final LeaseTerms terms;
    private final Sightings sightings;
    private final StateWatch watch;
    private final Cells cells;
    private final Timeline timeline;
    private final Strand strand;
    private final Consumer<String> lost;
    private final List<Consumer<@Nullable Failure>> waiting = new ArrayList<>();
    private boolean held;
    /** The version that was there when it was asked for: another one shows that its holder lives. */
    private long watched;

    /** Why the latest renewal did not come about. */
    private String trouble = "";

    private long version;
    private long usableUntil;
    private Instant usableUntilWall = Instant.MIN;
    private @Nullable Alarm renewal;
    private @Nullable Alarm ending;

    /** The last is told on the strand, with the reason, when the lease must not be used any more. */
    CellLease(String key, Fleet fleet, Strand strand, Consumer<String> lost) {
        this.key = "lease/" + key;
        this.terms = fleet.terms();
        this.sightings = fleet.sightings();
        this.watch = fleet.watch();
        this.cells = fleet.state().cells();
        this.timeline = fleet.timeline();
        this.strand = strand;
        this.lost = lost;
    }

    @Override
    public boolean isHeld() {
        // in a store that was replaced nobody would see it: others may take it at once
        return held
                && watch.refusal() == null
                && timeline.nanos() < usableUntil
                && timeline.instant().isBefore(usableUntilWall);
    }

    @Override
    public void take(Consumer<@Nullable Failure> then) {
        if (isHeld()) {
            then.accept(null);
            return;
        }
        waiting.add(then);
        if (waiting.size() == 1) {
            watched = 0;
            look();
        }
    }

    private void look() {
        Ports.ask(() -> cells.read(key, timeline.instant())).whenCompleteAsync(this::looked, strand);
    }

    private void looked(@Nullable Outcome<Cell> outcome, @Nullable Throwable bug) {
        Cell cell = outcome == null ? null : outcome.value();
        if (waiting.isEmpty()) {
            return; // it is wanted no more
        }
        if (cell == null) {
            answer(unreachable(outcome));
            return;
        }
        Holder holder = holder(cell);
        if (isFree(holder)) {
            swap(cell.version(), terms.self(), this::taken);
            return;
        }
        if (watched == 0) {
            watched = cell.version();
        }
        long since = sightings.see(key, cell.version(), timeline.nanos());
        long left = since + terms.patience().toNanos() - timeline.nanos();
        if (left <= 0) {
            LOG.atInfo()
                    .addKeyValue("lease", key)
                    .addKeyValue("from", holder.node())
                    .log("a lease that its holder did not renew is taken over");
            swap(cell.version(), terms.self(), this::taken);
        } else if (cell.version() != watched) {
            answer(new Failure.Rejected(
                    SendStatus.FAILED, CONFLICT, IN_USE + ": " + what() + " is in use by " + holder));
        } else {
            Duration wait = Duration.ofNanos(Math.min(left, terms.renewal().toNanos()));
            strand.after(wait, this::look);
        }
    }

    private boolean isFree(Holder holder) {
        return holder.equals(Holder.NOBODY)
                || holder.equals(terms.self())
                || terms.isGone().test(holder);
    }

    private Holder holder(Cell cell) {
        if (!cell.isPresent()) {
            return Holder.NOBODY;
        }
        try {
            return Holder.read(cell.bytes());
        } catch (IllegalArgumentException unreadable) {
            return new Holder("unknown", "", 0, cell.version());
        }
    }

    private void taken(long askedAt, Instant askedAtWall, @Nullable Outcome<Swap> outcome) {
        Swap swap = outcome == null ? null : outcome.value();
        if (swap == null) {
            answer(unreachable(outcome));
        } else if (swap.swapped()) {
            held = true;
            sightings.forget(key);
            renewed(swap.cell().version(), askedAt, askedAtWall);
            if (waiting.isEmpty()) {
                release(() -> {});
            } else {
                answer(null);
            }
        } else {
            look();
        }
    }

    private void renew() {
        renewal = null;
        if (held) {
            swap(version, terms.self(), this::renewed);
        }
    }

    private void renewed(long askedAt, Instant askedAtWall, @Nullable Outcome<Swap> outcome) {
        Swap swap = outcome == null ? null : outcome.value();
        if (!held) {
            return;
        }
        Failure refusal = watch.refusal();
        if (refusal != null) {
            lose(refusal.reason());
        } else if (swap == null) {
            trouble = ": " + reason(outcome);
            renewal = strand.after(AGAIN, this::renew);
        } else if (swap.swapped()) {
            renewed(swap.cell().version(), askedAt, askedAtWall);
        } else if (holder(swap.cell()).equals(terms.self())) {
            // the answer to an earlier renewal was lost
            version = swap.cell().version();
            renew();
        } else {
            lose("it is held by " + holder(swap.cell()));
        }
    }

    private void renewed(long present, long askedAt, Instant askedAtWall) {
        version = present;
        trouble = "";
        usableUntil = askedAt + terms.use().toNanos();
        usableUntilWall = askedAtWall.plus(terms.use());
        cancelAlarms();
        renewal = strand.after(terms.renewal(), this::renew);
        ending = strand.after(Duration.ofNanos(Math.max(0, usableUntil - timeline.nanos())), this::runOut);
    }

    private void runOut() {
        ending = null;
        if (held) {
            lose("it could not be renewed in time" + trouble);
        }
    }

    private void lose(String why) {
        held = false;
        cancelAlarms();
        LOG.atWarn().addKeyValue("lease", key).addKeyValue("reason", why).log("a lease was lost");
        lost.accept(why);
    }

    @Override
    public void release(Runnable then) {
        answer(new Failure.Unavailable(Failure.Origin.NETWORK, "the lease is wanted no more"));
        if (!held) {
            then.run();
            return;
        }
        held = false;
        cancelAlarms();
        swap(version, Holder.NOBODY, (askedAt, askedAtWall, outcome) -> then.run());
    }

    private void cancelAlarms() {
        if (renewal != null) {
            renewal.cancel();
            renewal = null;
        }
        if (ending != null) {
            ending.cancel();
            ending = null;
        }
    }

    /** What came of a write that was asked for at that time, by both clocks. */
    private interface Written {
        void accept(long askedAt, Instant askedAtWall, @Nullable Outcome<Swap> outcome);
    }

    private void swap(long expected, Holder holder, Written then) {
        long askedAt = timeline.nanos();
        Instant askedAtWall = timeline.instant();
        Ports.ask(() -> cells.swap(Change.write(key, expected, holder.write()), askedAtWall))
                .whenCompleteAsync((outcome, bug) -> then.accept(askedAt, askedAtWall, outcome), strand);
    }

    private void answer(@Nullable Failure failure) {
        List<Consumer<@Nullable Failure>> answered = List.copyOf(waiting);
        waiting.clear();
        answered.forEach(then -> then.accept(failure));
    }

    private Failure unreachable(@Nullable Outcome<?> outcome) {
        return new Failure.Unavailable(
                Failure.Origin.STATE, "the state did not answer about " + what() + ": " + reason(outcome));
    }

    private static String reason(@Nullable Outcome<?> outcome) {
        Failure failure = outcome == null ? null : outcome.failure();
        return failure == null ? "it failed" : failure.reason();
    }

    /** Its name for people: what is leased, and which. */
    private String what() {
        String[] parts = key.split("/", 3);
        return "the " + parts[1] + " '" + parts[2] + "'";
    }
}
