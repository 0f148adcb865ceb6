// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.OutboxPump;
import dev.heliograph.engine.RowEnd;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.OutboxRow;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts how the messages of a job ended, earlier runs included, page by page. Runs on the strand of the pump. */
final class BroadcastFailures {
    private static final int PAGE = 1000;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final OutboxPump pump;
    private final String job;
    private final Consumer<BroadcastEnds> taker;
    private final BroadcastEnds ends = new BroadcastEnds();
    private long line = Long.MIN_VALUE;

    BroadcastFailures(OutboxPump pump, String job, Consumer<BroadcastEnds> taker) {
        this.pump = pump;
        this.job = job;
        this.taker = taker;
    }

    /** Hands the counts to the taker in the end, however often the store must be asked. */
    void count() {
        pump.rows(job, line, PAGE).whenCompleteAsync((outcome, bug) -> page(outcome), pump.strand());
    }

    private void page(@Nullable Outcome<List<OutboxRow>> outcome) {
        List<OutboxRow> rows = outcome == null ? null : outcome.value();
        if (rows == null) {
            pump.strand().after(AGAIN, this::count);
            return;
        }
        for (OutboxRow row : rows) {
            RowEnd end = RowEnd.of(row);
            if (end.status() != null) {
                ends.add(end.status(), end.reason(), 1);
            }
        }
        if (rows.size() < PAGE) {
            taker.accept(ends);
        } else {
            line = rows.get(rows.size() - 1).draft().line();
            count();
        }
    }
}
