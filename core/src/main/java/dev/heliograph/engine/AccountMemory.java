// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what floods taught of an account in state, so that a restart does not walk into an open window. Gates are written
 * at once, rates at most every five seconds. Where several processes use the account, each tells the others of a gate that it
 * closed, and takes theirs over.
 */
final class AccountMemory implements KeptCell.Content {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final AccountBudget budget;
    private final Timeline timeline;
    private final Strand strand;
    private final KeptCell cell;
    private final String topic;
    /** Null where no other process could tell anything. */
    private final @Nullable Signals signals;

    @SuppressWarnings("unused") // it ends with the store
    private Signals.@Nullable Subscription subscription;

    private long written;
    private boolean posted;

    AccountMemory(AccountId account, AccountBudget budget, StateStore state, Timeline timeline) {
        this.budget = budget;
        this.timeline = timeline;
        this.strand = timeline.strand("account/" + account);
        this.cell = new KeptCell("account/" + account, this, state.cells(), timeline, strand);
        this.signals = state.shared() ? state.signals() : null;
        this.topic = "account/" + account;
        if (signals != null) {
            subscription = signals.listen(topic, text -> strand.execute(cell::look));
        }
    }

    AccountBudget budget() {
        return budget;
    }

    CompletionStage<AccountMemory> recall() {
        CompletableFuture<AccountMemory> recalled = new CompletableFuture<>();
        strand.execute(() -> cell.whenRecalled(() -> recalled.complete(this)));
        return recalled;
    }

    /** A gate was closed: written at once, and told. */
    void gateClosed() {
        strand.execute(this::tell);
    }

    /** Something may have changed: written within five seconds, and at once where others use the account. */
    void touched() {
        strand.execute(() -> {
            if (budget.changes() == written) {
                return;
            }
            if (signals != null) {
                tell();
            } else if (!posted) {
                posted = true;
                strand.after(PAUSE, () -> {
                    posted = false;
                    write();
                });
            }
        });
    }

    private void tell() {
        write();
        if (signals != null) {
            cell.whenWritten(() -> signals.publish(topic, "gate"));
        }
    }

    /** Writes what is not written yet, then runs the action. */
    void flush(Runnable then) {
        strand.execute(() -> {
            write();
            cell.whenWritten(then);
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
        return new AccountNotes(budget.closed(timeline.nanos()), budget.learned())
                .write(timeline.instant(), timeline.nanos());
    }

    @Override
    public void overtaken(Bytes bytes) {
        recalled(bytes);
    }

    @Override
    public void recalled(Bytes bytes) {
        AccountNotes notes = AccountNotes.read(bytes, timeline.instant(), timeline.nanos());
        budget.restore(notes.gates(), notes.learned(), timeline.nanos());
    }
}
