// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store for rows whenever it may have some: after what was appended or ended, and when the next one is due; but only
 * while the queue is this process's. Each time that it becomes so, what earlier owners held is taken back first. Runs on the
 * strand of the pump.
 */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    /** Rows of one claim at most. */
    static final int BATCH = 500;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    /** A wall clock may be set: a far due time is looked at again this often. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private final Outbox outbox;
    private final String queue;
    private final Timeline timeline;
    private final Strand strand;
    private final OutboxPump pump;
    private final Duration longestSleep;
    /** In whose name it asks; null while the queue is somebody else's, or nobody's. */
    private @Nullable Claimant claimant;

    private boolean recovered;
    private boolean claiming;
    private boolean again;
    private boolean posted;
    private boolean closed;
    private boolean resting;
    private long restUntil;
    private String warned = "";
    private Duration rest = SECOND;
    private Duration pause = SOON;
    private long wakeAt;
    private @Nullable Alarm alarm;

    /** The last is how soon it looks again at the latest: others may store rows, and a signal of theirs may be lost. */
    Claims(Outbox outbox, String queue, Timeline timeline, Strand strand, OutboxPump pump, boolean shared) {
        this.outbox = outbox;
        this.queue = queue;
        this.timeline = timeline;
        this.strand = strand;
        this.pump = pump;
        this.longestSleep = shared ? SECOND : LONGEST_SLEEP;
    }

    void close() {
        end();
        closed = true;
    }

    /** The queue is this process's from now on. */
    void begin(Claimant next) {
        if (!closed) {
            claimant = next;
            recovered = false;
            claiming = false;
            recover(next);
        }
    }

    /** The queue is not this process's any more. */
    void end() {
        claimant = null;
        pump.backlog().own(null);
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    /** Whether the queue is this process's, as far as it knows. */
    boolean isOwner() {
        return claimant != null;
    }

    boolean isClosed() {
        return closed;
    }

    /** Takes back what an earlier run held, however often that must be tried; nothing is claimed before. */
    private void recover(Claimant mine) {
        if (!mine.equals(claimant)) {
            return;
        }
        Ports.ask(() -> outbox.recover(queue, mine, timeline.instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            if (!mine.equals(claimant)) {
                                return;
                            }
                            List<OutboxRow> unknown = outcome == null ? null : outcome.value();
                            if (unknown == null) {
                                warn("the outbox could not be taken over; tried again soon", outcome);
                                strand.after(SECOND, () -> recover(mine));
                            } else {
                                recovered = true;
                                pump.backlog().own(mine);
                                pump.recovered(unknown);
                                ask();
                            }
                        },
                        strand);
    }

    /** Claims at the end of this turn: one claim for many ends instead of one for each. */
    void askSoon() {
        if (!posted) {
            posted = true;
            strand.execute(() -> {
                posted = false;
                ask();
            });
        }
    }

    void ask() {
        int room = pump.inHand().room();
        Claimant mine = claimant;
        if (mine == null || !recovered || resting || room <= 0) {
            return;
        }
        if (claiming) {
            again = true;
            return;
        }
        claiming = true;
        again = false;
        Ports.ask(() -> outbox.claim(queue, mine, Math.min(BATCH, room), timeline.instant()))
                .whenCompleteAsync((outcome, bug) -> claimed(mine, outcome), strand);
    }

    private void claimed(Claimant mine, @Nullable Outcome<List<OutboxRow>> outcome) {
        List<OutboxRow> rows = outcome == null ? null : outcome.value();
        if (!mine.equals(claimant)) {
            pump.inHand().decline(mine, rows == null ? List.of() : rows);
            return;
        }
        claiming = false;
        if (rows == null) {
            warn("the outbox gave no rows; asked again soon", outcome);
            wakeAfter(SECOND);
            return;
        }
        warned = "";
        if (!pump.inHand().place(mine, rows)) {
            takeRest();
            return;
        }
        if (!rows.isEmpty()) {
            rest = SECOND;
            pause = SOON;
            pump.backlog().look();
        }
        if (rows.size() == BATCH || again) {
            ask();
        } else {
            sleepUntilDue();
        }
    }

    /** Once for each refusal: it is tried every second, and another process may send for days. Faults are told elsewhere. */
    private void warn(String what, @Nullable Outcome<?> outcome) {
        Failure failure = outcome == null ? null : outcome.failure();
        if (failure != null
                && !(failure instanceof Failure.Unavailable refused && refused.origin() == Failure.Origin.SERVER)) {
            return;
        }
        String reason = failure == null ? "a plugin failed" : failure.reason();
        if (!reason.equals(warned)) {
            warned = reason;
            LOG.atWarn()
                    .addKeyValue("queue", queue)
                    .addKeyValue("reason", reason)
                    .log(what);
        }
    }

    /** Nobody can send: asking again at once would move the same rows to and fro. */
    private void takeRest() {
        pump.stranded();
        resting = true;
        restUntil = timeline.nanos() + rest.toNanos();
        rest = shorter(rest.multipliedBy(2), LONGEST_REST);
        strand.after(SECOND, this::lookForSomebody);
    }

    private void lookForSomebody() {
        boolean found = pump.hasSomebody();
        if (found || timeline.nanos() >= restUntil) {
            rest = found ? SECOND : rest;
            resting = false;
            ask();
        } else if (!closed) {
            strand.after(SECOND, this::lookForSomebody);
        }
    }

    private void sleepUntilDue() {
        Ports.ask(() -> outbox.nextDue(queue, timeline.instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            Instant due = outcome == null ? null : outcome.value();
                            if (due == null) {
                                wakeAfter(SECOND);
                            } else if (due.isBefore(Instant.MAX)) {
                                sleep(shorter(Duration.between(timeline.instant(), due), longestSleep));
                            } else if (longestSleep.compareTo(LONGEST_SLEEP) < 0) {
                                wakeAfter(longestSleep);
                            }
                        },
                        strand);
    }

    /** A row may be due that was not given: it is asked for again, less often where that helps nothing. */
    private void sleep(Duration wait) {
        if (wait.compareTo(pause) > 0) {
            wakeAfter(wait);
        } else {
            wakeAfter(pause);
            pause = shorter(pause.multipliedBy(2), SECOND);
        }
    }

    /** Asks after that time, or earlier where that was planned before. */
    void wakeAfter(Duration wait) {
        long at = timeline.nanos() + wait.toNanos();
        if (claimant == null || (alarm != null && wakeAt <= at)) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        wakeAt = at;
        alarm = strand.after(wait, () -> {
            alarm = null;
            ask();
        });
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
