// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds what a session counts to what earlier runs and other processes counted of it, in a cell that is written at most every
 * five seconds and at the end. What a kill loses is what was counted since then. Written on the session's strand; what
 * others counted may be read anywhere.
 */
final class TallyMemory implements KeptCell.Content {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final TotalsNote NOTHING = new TotalsNote(Totals.NONE, Instant.EPOCH, null);

    private final Tally tally;
    private final Timeline timeline;
    private final Strand strand;
    private final KeptCell cell;
    /** What is in the cell and was not counted here. */
    private volatile TotalsNote elsewhere = NOTHING;
    /** What is in the cell and was counted here. */
    private Totals stored = Totals.NONE;

    private @Nullable Attempt attempt;
    private boolean posted;

    /** A write of which it is not known yet whether it came about. */
    private record Attempt(Totals own, Bytes bytes) {}

    TallyMemory(SessionName session, Tally tally, Cells cells, Timeline timeline, Strand strand) {
        this.tally = tally;
        this.timeline = timeline;
        this.strand = strand;
        this.cell = new KeptCell("statistics/" + session, this, cells, timeline, strand);
    }

    /** What others counted, and when that was written; {@link Instant#EPOCH} where nothing was. */
    TotalsNote elsewhere() {
        return elsewhere;
    }

    /** Reads what others wrote, then runs the action, whether or not it could be read. On the strand. */
    void look(Runnable then) {
        cell.whenRecalled(() -> cell.look(then));
    }

    /** Something was counted: written within five seconds. On the strand. */
    void touched() {
        if (!posted) {
            posted = true;
            strand.after(PAUSE, () -> {
                posted = false;
                write();
            });
        }
    }

    /** Writes what is not written yet, then runs the action. On the strand. */
    void flush(Runnable then) {
        write();
        cell.whenWritten(then);
    }

    private void write() {
        if (!tally.own().equals(stored)) {
            // what is to be written adds to what is there
            cell.whenRecalled(() -> {});
            cell.changed();
        }
    }

    @Override
    public Bytes bytes() {
        Attempt again = attempt;
        if (again == null) {
            Totals own = tally.own();
            Instant last = tally.lastActivity();
            TotalsNote note = new TotalsNote(elsewhere.totals().plus(own), timeline.instant(), last(last));
            again = new Attempt(own, note.write());
            attempt = again;
        }
        return again.bytes;
    }

    private @Nullable Instant last(@Nullable Instant here) {
        Instant there = elsewhere.lastActivity();
        return here == null || (there != null && there.isAfter(here)) ? there : here;
    }

    @Override
    public void written() {
        if (attempt != null) {
            stored = attempt.own;
            attempt = null;
        }
        if (!tally.own().equals(stored)) {
            touched();
        }
    }

    @Override
    public void recalled(Bytes bytes) {
        TotalsNote note = TotalsNote.read(bytes);
        elsewhere = note == null ? NOTHING : note;
    }

    @Override
    public void overtaken(Bytes bytes) {
        if (attempt != null && attempt.bytes.equals(bytes)) {
            // it came about, only the answer was lost
            stored = attempt.own;
        } else {
            TotalsNote note = TotalsNote.read(bytes);
            elsewhere = note == null
                    ? NOTHING
                    : new TotalsNote(note.totals().minus(stored), note.asOf(), note.lastActivity());
        }
        attempt = null;
    }
}
