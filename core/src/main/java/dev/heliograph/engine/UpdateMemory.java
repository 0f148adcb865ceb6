// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which updates of an account were handled, over restarts, for servers that tell again what was not confirmed to
 * them. What was handled is written at once, one write at a time: after a kill, those whose write was under way may be
 * handled a second time, others not.
 */
final class UpdateMemory {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateMemory.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AccountId account;
    private final Cells cells;
    private final Timeline timeline;
    private final Strand strand;
    /** Updates that handlers have now, and who waits for their end. */
    private final Map<Long, List<Runnable>> inHand = new HashMap<>();

    private @Nullable List<Runnable> untilRecalled;
    private HandledRanges handled = new HandledRanges();
    private boolean isRecalled;
    private boolean writing;
    private boolean changed;
    private long version;

    UpdateMemory(AccountId account, Cells cells, Timeline timeline) {
        this.account = account;
        this.cells = cells;
        this.timeline = timeline;
        this.strand = timeline.strand("updates/" + account);
    }

    /**
     * Delivers an update, unless it was before.
     *
     * @param deliver brings it to the handlers, and runs what it is given when they are done with it
     * @param drop gives up its place among those that wait for handlers
     * @param whenHandled run once it is handled, be it now or long ago
     */
    void offer(long id, Consumer<Runnable> deliver, Runnable drop, Runnable whenHandled) {
        strand.execute(() -> {
            if (isRecalled) {
                take(id, deliver, drop, whenHandled);
            } else {
                recallFirst(() -> take(id, deliver, drop, whenHandled));
            }
        });
    }

    private void take(long id, Consumer<Runnable> deliver, Runnable drop, Runnable whenHandled) {
        List<Runnable> waiting = inHand.get(id);
        if (waiting != null) {
            waiting.add(whenHandled);
            drop.run();
        } else if (handled.contains(id, timeline.instant())) {
            drop.run();
            whenHandled.run();
        } else {
            List<Runnable> first = new ArrayList<>(1);
            first.add(whenHandled);
            inHand.put(id, first);
            deliver.accept(() -> strand.execute(() -> handled(id)));
        }
    }

    private void handled(long id) {
        handled.add(id, timeline.instant());
        List<Runnable> waiting = inHand.remove(id);
        changed = true;
        write();
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
    }

    private void recallFirst(Runnable then) {
        List<Runnable> waiting = untilRecalled;
        if (waiting != null) {
            waiting.add(then);
            return;
        }
        List<Runnable> all = new ArrayList<>();
        all.add(then);
        untilRecalled = all;
        Ports.ask(() -> cells.read(key(), timeline.instant())).whenCompleteAsync(this::recalled, strand);
    }

    private void recalled(@Nullable Outcome<Cell> outcome, @Nullable Throwable bug) {
        Cell cell = outcome == null ? null : outcome.value();
        if (cell == null) {
            LOG.atWarn().addKeyValue("account", account).log("updates handled in an earlier run could not be read");
        } else if (cell.isPresent()) {
            version = cell.version();
            handled = HandledRanges.read(cell.bytes());
        }
        isRecalled = true;
        List<Runnable> waiting = untilRecalled;
        untilRecalled = null;
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
    }

    private void write() {
        if (writing || !changed) {
            return;
        }
        writing = true;
        changed = false;
        Change change = Change.write(key(), version, handled.write());
        Ports.ask(() -> cells.swap(change, timeline.instant())).whenCompleteAsync(this::written, strand);
    }

    private void written(@Nullable Outcome<Swap> outcome, @Nullable Throwable bug) {
        writing = false;
        Swap swap = outcome == null ? null : outcome.value();
        if (swap == null) {
            changed = true;
            strand.after(PAUSE, this::write);
            return;
        }
        version = swap.cell().version();
        if (!swap.swapped()) {
            // another process handles updates of this account too: what either of them handled is handled
            handled.addAll(HandledRanges.read(swap.cell().bytes()));
            changed = true;
        }
        write();
    }

    private String key() {
        return "updates/" + account;
    }
}
