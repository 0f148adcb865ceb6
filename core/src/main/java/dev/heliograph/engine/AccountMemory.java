// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps what floods taught of an account in state, so that a restart does not walk into an open window. Gates are written
 * at once, rates at most every five seconds. A writer elsewhere is written over, since both see one Telegram.
 */
final class AccountMemory implements KeptCell.Content {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final AccountBudget budget;
    private final Timeline timeline;
    private final Strand strand;
    private final KeptCell cell;
    private long written;
    private boolean posted;

    AccountMemory(AccountId account, AccountBudget budget, Cells cells, Timeline timeline) {
        this.budget = budget;
        this.timeline = timeline;
        this.strand = timeline.strand("account/" + account);
        this.cell = new KeptCell("account/" + account, this, cells, timeline, strand);
    }

    AccountBudget budget() {
        return budget;
    }

    CompletionStage<AccountMemory> recall() {
        CompletableFuture<AccountMemory> recalled = new CompletableFuture<>();
        strand.execute(() -> cell.whenRecalled(() -> recalled.complete(this)));
        return recalled;
    }

    /** A gate was closed: written at once. */
    void gateClosed() {
        strand.execute(this::write);
    }

    /** Something may have changed: written within five seconds. */
    void touched() {
        strand.execute(() -> {
            if (!posted && budget.changes() != written) {
                posted = true;
                strand.after(PAUSE, () -> {
                    posted = false;
                    write();
                });
            }
        });
    }

    private void write() {
        if (budget.changes() != written) {
            cell.changed();
        }
    }

    @Override
    public Bytes bytes() {
        written = budget.changes();
        return new AccountNotes(budget.closed(timeline.nanos()), budget.factor())
                .write(timeline.instant(), timeline.nanos());
    }

    @Override
    public void recalled(Bytes bytes) {
        AccountNotes notes = AccountNotes.read(bytes, timeline.instant(), timeline.nanos());
        budget.restore(notes.gates(), notes.factor(), timeline.nanos());
    }
}
