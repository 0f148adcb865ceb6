// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.state.ChatBacklog;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a queue holds beyond those in lanes, as far as the order of sending depends on them: how many in all, and how many
 * for each of the chats with the most. The next rows of those chats are claimed ahead of the queue, since a chat that is begun late
 * ends late whatever is done then. Looks once a second while anything waits. Runs on the strand of the pump.
 */
final class Backlog {
    /** Chats that are known at most: more than can be critical at once at the speeds that Telegram lets through. */
    private static final int MOST_CHATS = 1_000;
    /** Rows of one chat in lanes: one in flight and one behind it. */
    private static final int AT_ONCE = 2;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(20);

    private final OutboxPump pump;
    private final Outbox outbox;
    private final String queue;
    private final Timeline timeline;
    private final Strand strand;
    private final ChatRoutes routes;
    private final Map<String, Long> queued = new HashMap<>();
    private final Set<String> hungry = new LinkedHashSet<>();
    /** Sessions that heard of a share, and are to hear of its end. */
    private final Set<SessionCore> told = new LinkedHashSet<>();

    private @Nullable Claimant claimant;
    private boolean looking;
    private boolean fetching;

    Backlog(OutboxPump pump, Outbox outbox, Timeline timeline, ChatRoutes routes) {
        this.pump = pump;
        this.outbox = outbox;
        this.queue = pump.queue();
        this.timeline = timeline;
        this.strand = pump.strand();
        this.routes = routes;
    }

    /** The queue is this process's, or nobody's where null. */
    void own(@Nullable Claimant next) {
        claimant = next;
        queued.clear();
        hungry.clear();
        tell(0);
        looking = false;
    }

    /** Rows were claimed: there may be more. */
    void look() {
        Claimant mine = claimant;
        if (looking || mine == null) {
            return;
        }
        looking = true;
        Ports.ask(() -> outbox.longest(queue, MOST_CHATS))
                .whenCompleteAsync((longest, bug) -> count(mine, longest == null ? null : longest.value()), strand);
    }

    private void count(Claimant mine, @Nullable List<ChatBacklog> chats) {
        Ports.ask(() -> outbox.counts(queue, ""))
                .whenCompleteAsync(
                        (counts, bug) -> looked(mine, chats, counts == null ? null : counts.value()), strand);
    }

    private void looked(Claimant mine, @Nullable List<ChatBacklog> chats, @Nullable OutboxCounts count) {
        if (!mine.equals(claimant)) {
            return;
        }
        queued.clear();
        hungry.clear();
        for (ChatBacklog chat : chats == null ? List.<ChatBacklog>of() : chats) {
            queued.put(chat.chat(), chat.queued());
            if (routes.rows(chat.chat()) < AT_ONCE) {
                hungry.add(chat.chat());
            }
        }
        long rows = count == null ? 0 : count.queued();
        tell(rows);
        fetchSoon();
        if (rows > 0) {
            strand.after(SECOND, () -> again(mine));
        } else {
            looking = false;
        }
    }

    private void again(Claimant mine) {
        if (mine.equals(claimant)) {
            looking = false;
            look();
        }
    }

    /** Each session hears of its share, and of its chats. */
    private void tell(long rows) {
        Set<SessionCore> sessions = routes.sessions();
        told.removeAll(sessions);
        told.forEach(idle -> idle.strand().execute(() -> idle.dispatcher().backlog(pump, 0, Map.of())));
        told.clear();
        told.addAll(sessions);
        Map<SessionCore, Map<Peer, Long>> chats = new LinkedHashMap<>();
        queued.forEach((chat, count) -> {
            SessionCore session = routes.session(chat);
            if (session != null) {
                chats.computeIfAbsent(session, unseen -> new LinkedHashMap<>()).put(Peer.of(chat), count);
            }
        });
        long share = rows / Math.max(1, sessions.size());
        sessions.forEach(session -> {
            Map<Peer, Long> own = chats.getOrDefault(session, Map.of());
            session.strand().execute(() -> session.dispatcher().backlog(pump, share, own));
        });
    }

    /** A row is about to enter a lane; returns how many of its chat the outbox holds behind it. */
    long taken(OutboxRow row) {
        Long left = queued.computeIfPresent(row.draft().chat(), (chat, count) -> Math.max(0, count - 1));
        return left == null ? 0 : left;
    }

    /** A row has left its lane. */
    void left(OutboxRow row) {
        String chat = row.draft().chat();
        if (queued.getOrDefault(chat, 0L) > 0 && routes.rows(chat) < AT_ONCE) {
            hungry.add(chat);
            fetchSoon();
        }
    }

    private void fetchSoon() {
        if (!fetching && !hungry.isEmpty()) {
            fetching = true;
            strand.after(SOON, this::fetch);
        }
    }

    private void fetch() {
        Claimant mine = claimant;
        List<String> chats = hungry.stream()
                .limit(Math.max(0, pump.inHand().roomAhead() / AT_ONCE))
                .toList();
        if (mine == null || chats.isEmpty()) {
            fetching = false;
            return;
        }
        chats.forEach(hungry::remove);
        Ports.ask(() -> outbox.claimOf(queue, mine, chats, timeline.instant()))
                .whenCompleteAsync((outcome, bug) -> fetched(mine, outcome), strand);
    }

    private void fetched(Claimant mine, @Nullable Outcome<List<OutboxRow>> outcome) {
        fetching = false;
        List<OutboxRow> rows = outcome == null ? null : outcome.value();
        if (rows == null) {
            return;
        }
        if (mine.equals(claimant)) {
            boolean unused = pump.inHand().place(mine, rows);
        } else {
            pump.inHand().decline(mine, rows);
        }
        fetchSoon();
    }
}
