// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.simulator.world.Dice;
import dev.heliograph.spi.time.Alarm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The updates of one bot until they are confirmed, and whoever waits for them. Confined to the server's strand. */
final class Inbox {
    static final int MOST_AT_ONCE = 100;
    private static final long KEPT = 24L * 3600 * 1_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_POLL = 50;
    private static final long FIRST_IDS = 100_000_000;
    /** Libraries keep the ids of updates in 32 bits. */
    private static final long SPAN_OF_FIRST_IDS = 1_900_000_000;
    /** An offset that is farther beyond the newest update than that was learnt from another server. */
    private static final long FAR = 10;
    /** Kinds that only those get who ask for them. */
    private static final List<String> ON_REQUEST = List.of("chat_member", "message_reaction", "message_reaction_count");

    private final WorldTime time;
    private final TreeMap<Long, Letter> letters = new TreeMap<>();
    private final Webhook webhook;
    private List<String> allowed = List.of();
    private long nextId;
    private @Nullable Poll poll;

    private record Letter(long at, ObjectNode update) {}

    private record Poll(Query query, int limit, Alarm end) {}

    Inbox(long bot, Instant epoch, WorldTime time, Webhook webhook) {
        this.time = time;
        this.webhook = webhook;
        this.nextId = firstId(bot, epoch);
    }

    /**
     * A world that begins later counts from higher ids, by a thousand a second, as Telegram never goes back: to a bot that
     * outlives a world, what the next one tells is news.
     */
    private static long firstId(long bot, Instant epoch) {
        return FIRST_IDS
                + Math.floorMod(Dice.mix(bot), FIRST_IDS)
                + Math.floorMod(epoch.toEpochMilli(), SPAN_OF_FIRST_IDS);
    }

    Webhook webhook() {
        return webhook;
    }

    /** Which kinds of updates are taken from now on; an empty list stands for the usual ones. */
    void allow(List<JsonNode> kinds) {
        allowed = kinds.stream().map(JsonNode::asString).toList();
    }

    List<String> allowed() {
        return allowed;
    }

    int size() {
        forgetOld();
        return letters.size();
    }

    void clear() {
        letters.clear();
    }

    void add(String kind, JsonNode content) {
        boolean wanted = allowed.isEmpty() ? !ON_REQUEST.contains(kind) : allowed.contains(kind);
        if (!wanted) {
            return;
        }
        ObjectNode update = JsonNodeFactory.instance.objectNode();
        update.put("update_id", nextId);
        update.set(kind, content);
        letters.put(nextId++, new Letter(time.now(), update));
        Poll waiting = poll;
        if (waiting != null) {
            poll = null;
            waiting.end().cancel();
            waiting.query().done(page(waiting.limit()));
        }
        webhook.pump(this);
    }

    /** The oldest update with its id, or null. */
    Map.@Nullable Entry<Long, String> oldest() {
        forgetOld();
        Map.Entry<Long, Letter> first = letters.firstEntry();
        return first == null
                ? null
                : Map.entry(first.getKey(), first.getValue().update().toString());
    }

    void confirm(long id) {
        letters.remove(id);
    }

    /** Answers a getUpdates, now or when there is something. */
    void poll(Query query) {
        endPoll(Refusal.of(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));
        move(query.parameters.number("offset", 0));
        long wanted = query.parameters.number("limit", MOST_AT_ONCE);
        int limit = (int) Math.max(1, Math.min(MOST_AT_ONCE, wanted));
        long seconds = Math.min(LONGEST_POLL, query.parameters.number("timeout", 0));
        forgetOld();
        if (!letters.isEmpty() || seconds <= 0) {
            query.done(page(limit));
            return;
        }
        poll = new Poll(query, limit, time.after(seconds * SECOND, () -> expire(query)));
    }

    /** Ends the poll that waits, if one does. */
    void endPoll(Refusal why) {
        Poll waiting = poll;
        if (waiting != null) {
            poll = null;
            waiting.end().cancel();
            waiting.query().refuse(why);
        }
    }

    private void expire(Query query) {
        if (poll != null && poll.query() == query) {
            poll = null;
            query.done(page(MOST_AT_ONCE));
        }
    }

    /** A higher offset confirms everything below it, unless it is far from all there is; a negative one leaves the last so many. */
    private void move(long offset) {
        if (offset > nextId + FAR) {
            return;
        }
        if (offset > 0) {
            letters.headMap(offset, false).clear();
        } else if (offset < 0) {
            while (letters.size() > -offset) {
                letters.pollFirstEntry();
            }
        }
    }

    private ArrayNode page(int limit) {
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        List<Letter> all = new ArrayList<>(letters.values());
        all.subList(0, Math.min(limit, all.size())).forEach(letter -> page.add(letter.update()));
        return page;
    }

    private void forgetOld() {
        long oldest = time.now() - KEPT;
        while (!letters.isEmpty() && letters.firstEntry().getValue().at() < oldest) {
            letters.pollFirstEntry();
        }
    }
}
