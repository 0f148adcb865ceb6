// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.spi.state.Bucket;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One account of several clients: permits that they share, and what one tells the others a little later. */
final class SharedAccount {
    private static final long NEWS = 20_000_000;

    private final VirtualEvents events;
    private final List<AccountBudget> budgets;
    private final Map<AccountBudget, Long> told = new HashMap<>();
    private final Limit configured;
    /** By the limits: those who have not heard of a change use another one than those who have. */
    private final Map<Limit, Bucket> permits = new HashMap<>();

    SharedAccount(VirtualEvents events, Limits limits, List<AccountBudget> budgets) {
        this.events = events;
        this.budgets = budgets;
        this.configured = limits.session().get(0);
    }

    /** Takes a permit; or says when there is one. */
    long take(Limits effective, long now) {
        Set<Limit> limits = new LinkedHashSet<>(List.of(configured));
        limits.add(effective.session().get(0));
        long free = now;
        for (Limit limit : limits) {
            free = Math.max(free, bucket(limit).earliest(now));
        }
        if (free <= now) {
            limits.forEach(limit -> permits.put(limit, bucket(limit).takeNow(now)));
        }
        return free;
    }

    private Bucket bucket(Limit limit) {
        return permits.getOrDefault(limit, Bucket.full(SharedPace.lessThan(limit)));
    }

    /** Tells the others what is new. */
    void tell(AccountBudget from) {
        long changes = from.changes();
        Long before = told.put(from, changes);
        if (before == null || before == changes) {
            return;
        }
        long now = events.now();
        events.at(
                now + NEWS,
                () -> budgets.stream().filter(budget -> budget != from).forEach(budget -> {
                    budget.restore(from.closed(events.now()), from.learned(), events.now());
                    told.put(budget, budget.changes());
                }));
    }
}
