// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cell that keeps what is in memory: read once, then written behind, one write at a time. What is in memory decides, and
 * a store that is ill stops nothing. Confined to its strand.
 */
final class KeptCell {
    /** What is kept. Called on the strand. */
    interface Content {
        /** The stored form of what is in memory now. */
        Bytes bytes();

        /** What an earlier life left. */
        void recalled(Bytes bytes);

        /** Another process wrote that meanwhile; what is in memory is written over it next. */
        default void overtaken(Bytes bytes) {}

        /** What {@link #bytes} gave last is stored. */
        default void written() {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(KeptCell.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final String key;
    private final Content content;
    private final Cells cells;
    private final Timeline timeline;
    private final Strand strand;
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Runnable> written = new ArrayList<>();
    private boolean recalled;
    private boolean writing;
    private boolean changed;
    private long version;

    KeptCell(String key, Content content, Cells cells, Timeline timeline, Strand strand) {
        this.key = key;
        this.content = content;
        this.cells = cells;
        this.timeline = timeline;
        this.strand = strand;
    }

    /** Runs the action once what an earlier life left is back, or cannot be read. */
    void whenRecalled(Runnable action) {
        if (recalled) {
            action.run();
            return;
        }
        waiting.add(action);
        if (waiting.size() == 1) {
            Ports.ask(() -> cells.read(key, timeline.instant())).whenCompleteAsync(this::read, strand);
        }
    }

    /** What is in memory has changed: written as soon as no other write is under way. */
    void changed() {
        changed = true;
        if (recalled) {
            write();
        }
    }

    /** Another process may have written: what it wrote is taken over. */
    void look() {
        look(() -> {});
    }

    /** As {@link #look()}; runs the action when that is done, or cannot be. */
    void look(Runnable then) {
        if (!recalled || writing) {
            then.run();
        } else {
            Ports.ask(() -> cells.read(key, timeline.instant()))
                    .whenCompleteAsync(
                            (outcome, bug) -> {
                                Cell cell = outcome == null ? null : outcome.value();
                                if (cell != null && cell.version() > version) {
                                    version = cell.version();
                                    content.overtaken(cell.bytes());
                                }
                                then.run();
                            },
                            strand);
        }
    }

    /** Runs the action when nothing more is to be written. */
    void whenWritten(Runnable action) {
        if (writing || changed) {
            written.add(action);
        } else {
            action.run();
        }
    }

    private void read(@Nullable Outcome<Cell> outcome, @Nullable Throwable bug) {
        Cell cell = outcome == null ? null : outcome.value();
        if (cell == null) {
            Failure failure = outcome == null ? null : outcome.failure();
            LOG.atWarn()
                    .addKeyValue("key", key)
                    .addKeyValue("reason", failure == null ? "the store failed" : failure.reason())
                    .log("what an earlier run left could not be read");
        } else if (cell.isPresent()) {
            version = cell.version();
            content.recalled(cell.bytes());
        }
        recalled = true;
        List<Runnable> actions = List.copyOf(waiting);
        waiting.clear();
        actions.forEach(Runnable::run);
        write();
    }

    private void write() {
        if (!writing && !changed) {
            List<Runnable> actions = List.copyOf(written);
            written.clear();
            actions.forEach(Runnable::run);
        }
        if (writing || !changed) {
            return;
        }
        writing = true;
        changed = false;
        Change change = Change.write(key, version, content.bytes());
        Ports.ask(() -> cells.swap(change, timeline.instant())).whenCompleteAsync(this::written, strand);
    }

    private void written(@Nullable Outcome<Swap> outcome, @Nullable Throwable bug) {
        Swap swap = outcome == null ? null : outcome.value();
        if (swap == null) {
            changed = true;
            strand.after(PAUSE, this::writeAgain);
            return;
        }
        version = swap.cell().version();
        if (swap.swapped()) {
            content.written();
        } else {
            content.overtaken(swap.cell().bytes());
            changed = true;
        }
        writeAgain();
    }

    private void writeAgain() {
        writing = false;
        write();
    }
}
