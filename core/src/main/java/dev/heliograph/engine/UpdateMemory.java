// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Knows which updates of an account were handled, over restarts, for servers that tell again what was not confirmed to
 * them. What was handled is written at once, one write at a time: after a kill, those whose write was under way may be
 * handled a second time, others not.
 */
final class UpdateMemory implements KeptCell.Content {
    private final Timeline timeline;
    private final Strand strand;
    private final KeptCell cell;
    /** Updates that handlers have now, and who waits for their end. */
    private final Map<Long, List<Ends>> inHand = new HashMap<>();

    /**
     * What is run at the end of an update, one of the two.
     *
     * @param handled where its handlers are done with it, be it now or long ago
     * @param left where nobody took it
     */
    record Ends(Runnable handled, Runnable left) {}

    private HandledRanges handled = new HandledRanges();

    UpdateMemory(AccountId account, Cells cells, Timeline timeline) {
        this.timeline = timeline;
        this.strand = timeline.strand("updates/" + account);
        this.cell = new KeptCell("updates/" + account, this, cells, timeline, strand);
    }

    /**
     * Delivers an update, unless it was before.
     *
     * @param deliver brings it to the handlers, and runs one of what it is given when they are done with it
     * @param drop gives up its place among those that wait for handlers
     * @param ends run at its end
     */
    void offer(long id, Consumer<Ends> deliver, Runnable drop, Ends ends) {
        strand.execute(() -> cell.whenRecalled(() -> take(id, deliver, drop, ends)));
    }

    private void take(long id, Consumer<Ends> deliver, Runnable drop, Ends ends) {
        List<Ends> waiting = inHand.get(id);
        if (waiting != null) {
            waiting.add(ends);
            drop.run();
        } else if (handled.contains(id, timeline.instant())) {
            drop.run();
            ends.handled().run();
        } else {
            List<Ends> first = new ArrayList<>(1);
            first.add(ends);
            inHand.put(id, first);
            deliver.accept(new Ends(() -> strand.execute(() -> handled(id)), () -> strand.execute(() -> left(id))));
        }
    }

    private void handled(long id) {
        handled.add(id, timeline.instant());
        cell.changed();
        end(id, Ends::handled);
    }

    /** It is not remembered: whoever listens next handles it. */
    private void left(long id) {
        end(id, Ends::left);
    }

    private void end(long id, Function<Ends, Runnable> which) {
        List<Ends> waiting = inHand.remove(id);
        if (waiting != null) {
            waiting.forEach(ends -> which.apply(ends).run());
        }
    }

    /** Runs the action when nothing more is to be written. */
    void flush(Runnable then) {
        strand.execute(() -> cell.whenWritten(then));
    }

    @Override
    public Bytes bytes() {
        return handled.write();
    }

    @Override
    public void recalled(Bytes bytes) {
        handled = HandledRanges.read(bytes);
    }

    /** Another process handles updates of this account too: what either of them handled is handled. */
    @Override
    public void overtaken(Bytes bytes) {
        handled.addAll(HandledRanges.read(bytes));
    }
}
