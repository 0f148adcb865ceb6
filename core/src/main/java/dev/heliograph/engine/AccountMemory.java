// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Outcome;
import dev.heliograph.policy.Gate;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what floods taught of an account in state, so that a restart does not walk into an open window. Gates are written
 * at once, rates at most every five seconds; what is in memory decides.
 */
final class AccountMemory {
    private static final Logger LOG = LoggerFactory.getLogger(AccountMemory.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final AccountId account;
    private final AccountBudget budget;
    private final Cells cells;
    private final Timeline timeline;
    private final Strand strand;
    private final CompletableFuture<AccountMemory> recalled = new CompletableFuture<>();
    private boolean asked;
    private long version;
    private long written;
    private boolean writing;
    private boolean posted;

    AccountMemory(AccountId account, AccountBudget budget, Cells cells, Timeline timeline) {
        this.account = account;
        this.budget = budget;
        this.cells = cells;
        this.timeline = timeline;
        this.strand = timeline.strand("account/" + account);
    }

    AccountBudget budget() {
        return budget;
    }

    CompletionStage<AccountMemory> recall() {
        strand.execute(() -> {
            if (!asked) {
                asked = true;
                Ports.ask(() -> cells.read(key(), timeline.instant())).whenCompleteAsync(this::recalled, strand);
            }
        });
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

    private void recalled(
            @org.jspecify.annotations.Nullable Outcome<Cell> outcome,
            @org.jspecify.annotations.Nullable Throwable bug) {
        Cell cell = outcome == null ? null : outcome.value();
        if (cell == null) {
            LOG.atWarn().addKeyValue("account", account).log("gates of an earlier run could not be read");
        } else if (cell.isPresent()) {
            version = cell.version();
            AccountNotes notes = AccountNotes.read(cell.bytes(), timeline.instant(), timeline.nanos());
            budget.restore(notes.gates(), notes.factor(), timeline.nanos());
        }
        recalled.complete(this);
    }

    private void write() {
        long changes = budget.changes();
        if (writing || changes == written) {
            return;
        }
        writing = true;
        List<Gate> gates = budget.closed(timeline.nanos());
        AccountNotes notes = new AccountNotes(gates, budget.factor());
        Change change = Change.write(key(), version, notes.write(timeline.instant(), timeline.nanos()));
        Ports.ask(() -> cells.swap(change, timeline.instant()))
                .whenCompleteAsync(
                        (outcome, bug) -> {
                            writing = false;
                            Swap swap = outcome == null ? null : outcome.value();
                            if (swap == null) {
                                strand.after(PAUSE, this::write);
                            } else {
                                // a writer elsewhere was first: the next write goes over its version, since both saw
                                // one Telegram
                                version = swap.cell().version();
                                written = swap.swapped() ? changes : written;
                                if (!swap.swapped() || budget.changes() != changes) {
                                    write();
                                }
                            }
                        },
                        strand);
    }

    private String key() {
        return "account/" + account;
    }
}
