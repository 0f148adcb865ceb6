// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Event;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a session knows of its account once it is signed in. Written on the session's strand, read anywhere. */
final class SessionAccount {
    private final SessionCore core;
    private final Accounts accounts;
    private volatile @Nullable Limits own;
    private volatile @Nullable AccountMemory memory;
    private volatile @Nullable UpdateMemory updates;
    private volatile @Nullable SharedPace shared;

    SessionAccount(SessionCore core, Accounts accounts, @Nullable Limits own) {
        this.core = core;
        this.accounts = accounts;
        this.own = own;
    }

    /** The session is signed in: brings back what is known of the account, then runs the action on the strand. */
    void adopt(SelfInfo self, Runnable then) {
        Limits wished = own;
        updates = accounts.updates(self.account());
        shared = core.config().share() ? accounts.shared(self.account()) : null;
        accounts.adopt(self.account(), wished == null ? Limits.forAccount(self.bot()) : wished)
                .whenCompleteAsync(
                        (known, bug) -> {
                            memory = known;
                            then.run();
                        },
                        core.strand());
    }

    /** The budget, or null before the first sign-in. */
    @Nullable
    AccountBudget budget() {
        AccountMemory known = memory;
        return known == null ? null : known.budget();
    }

    /** Which of its updates were handled, or null before the first sign-in. */
    @Nullable
    UpdateMemory updates() {
        return updates;
    }

    /** The permits that other processes take from too; null where the account is this process's own. */
    @Nullable
    SharedPace shared() {
        return shared;
    }

    /** Which chats have other ids than they had. */
    MovedChats movedChats() {
        return accounts.movedChats();
    }

    /** Other limits from now on. */
    void limits(UnaryOperator<Limits> change) {
        Limits next = change.apply(limits());
        own = next;
        AccountBudget budget = budget();
        if (budget != null) {
            budget.limits(next, core.timeline().nanos());
            core.dispatcher().lanes().wakeAll(core.timeline().nanos());
        }
        core.dispatcher().pumpSoon();
    }

    Limits limits() {
        AccountBudget budget = budget();
        Limits wished = own;
        if (budget != null) {
            return budget.limits();
        }
        return wished == null ? Limits.forAccount(core.config().isBot()) : wished;
    }

    /** How long gates hold back all messages still; zero where none does. */
    Duration closedFor() {
        AccountBudget budget = budget();
        return budget == null
                ? Duration.ZERO
                : Duration.ofNanos(budget.closedFor(core.timeline().nanos()));
    }

    /** A flood closed a gate: told, counted and kept. */
    void flooded(Event.FloodWaited flood) {
        core.tally().flooded(flood);
        core.tell(flood);
        countGates();
        core.strand().after(flood.pause(), this::countGates);
        AccountMemory known = memory;
        if (known != null) {
            known.gateClosed();
        }
    }

    /** Something may have been learned that is worth keeping. */
    void touched() {
        AccountMemory known = memory;
        if (known != null) {
            known.touched();
        }
    }

    /** Writes what is not written yet, then runs the action, on any strand. */
    void flush(Runnable then) {
        AccountMemory known = memory;
        UpdateMemory seen = updates;
        Runnable rest = seen == null ? then : () -> seen.flush(then);
        if (known == null) {
            rest.run();
        } else {
            known.flush(rest);
        }
    }

    /** A chat has another id from now on. */
    void renamed(Peer from, Peer to) {
        AccountBudget budget = budget();
        if (budget != null) {
            budget.rename(from, to);
            touched();
        }
    }

    private void countGates() {
        AccountBudget budget = budget();
        core.tally()
                .gates(
                        budget == null
                                ? 0
                                : budget.closed(core.timeline().nanos()).size());
    }
}
