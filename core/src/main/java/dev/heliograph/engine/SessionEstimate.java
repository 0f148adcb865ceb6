// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import java.util.IdentityHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Times that a session's limits ask for all that waits for it, in its lanes and in the outbox. Confined to the session's strand. */
final class SessionEstimate implements WorkEstimate {
    /** An answer counts for so much in the mean of how long answers take. */
    private static final int WEIGHT = 16;

    /**
     * One in so many parts of the longest rest is given away at the beginning of a busy time, once: chats with few messages,
     * which need no more than that, are served in their turns meanwhile.
     */
    private static final int GIVEN_AWAY = 45;

    private final LongSupplier clock;
    private final Supplier<@Nullable AccountBudget> budget;
    private final IdentityHashMap<OutboxPump, Long> backlogs = new IdentityHashMap<>();
    private long backlog;
    private long way;
    private long longest;
    private long graceUntil = Long.MIN_VALUE;

    /** Looks at that budget, or at none before a session has one, at the time of that clock. */
    SessionEstimate(LongSupplier clock, Supplier<@Nullable AccountBudget> budget) {
        this.clock = clock;
        this.budget = budget;
    }

    /** An attempt took that long until its answer. */
    void answered(long nanos) {
        way = way == 0 ? nanos : way + (nanos - way) / WEIGHT;
    }

    /** A queue holds so many rows for this session, besides those in its lanes; 0 for none. */
    void backlog(OutboxPump queue, long rows) {
        Long before = rows == 0 ? backlogs.remove(queue) : backlogs.put(queue, rows);
        backlog += rows - (before == null ? 0 : before);
    }

    @Override
    public long rest(Lane lane) {
        Call<?> head = lane.head();
        long count = lane.size() + lane.behind;
        AccountBudget account = budget.get();
        return account == null || head == null || count < 2 || lane.reads
                ? 0
                : account.rest(lane.peer, count, way, clock.getAsLong());
    }

    @Override
    public Criticality of(int traffic, long behind, long groups) {
        AccountBudget account = budget.get();
        if (account == null) {
            return new Criticality(0, 0);
        }
        long now = clock.getAsLong();
        return new Criticality(
                account.restOfAll(traffic + Math.max(behind, backlog), now), account.restOfGroups(groups, now));
    }

    @Override
    public boolean mayWait(long rest) {
        long now = clock.getAsLong();
        if (rest > 2 * longest) {
            longest = rest;
            graceUntil = now + rest / GIVEN_AWAY;
        }
        return now < graceUntil;
    }

    @Override
    public void idle() {
        longest = 0;
    }
}
