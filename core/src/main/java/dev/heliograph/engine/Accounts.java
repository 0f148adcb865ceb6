// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Limits;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.time.Timeline;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The accounts of a fleet: sessions of one account share one budget. Used from any strand. */
final class Accounts {
    private final Map<AccountId, AccountMemory> known = new ConcurrentHashMap<>();
    private final Map<AccountId, UpdateMemory> updates = new ConcurrentHashMap<>();
    private final MovedChats movedChats;
    private final StateStore state;
    private final Cells cells;
    private final Timeline timeline;

    Accounts(StateStore state, Timeline timeline) {
        this.state = state;
        this.cells = state.cells();
        this.timeline = timeline;
        this.movedChats = new MovedChats(cells, timeline);
    }

    /** Which chats have other ids than they had. */
    MovedChats movedChats() {
        return movedChats;
    }

    /** Which updates of the account were handled. */
    UpdateMemory updates(AccountId account) {
        return updates.computeIfAbsent(account, id -> new UpdateMemory(id, cells, timeline));
    }

    /** The account's permits as all processes of the store count them, or null where there are no others. */
    @Nullable
    SharedPace shared(AccountId account) {
        return state.shared() ? new SharedPace(state.buckets(), account) : null;
    }

    /** The account's budget, with what an earlier life knew of it; completes also where the store cannot be read. */
    CompletionStage<AccountMemory> adopt(AccountId account, Limits limits) {
        AccountMemory memory =
                known.computeIfAbsent(account, id -> new AccountMemory(id, new AccountBudget(limits), state, timeline));
        return memory.recall().thenCombine(movedChats.recall(), (recalled, nothing) -> recalled);
    }
}
