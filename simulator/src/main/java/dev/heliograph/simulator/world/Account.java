// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Limits;
import dev.heliograph.model.SentMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Somebody with sessions: a bot, or a user who is run by a program. */
public final class Account {
    /** Random ids that are remembered; Telegram forgets them some time too. */
    private static final int REMEMBERED = 20_000;

    private final long id;
    private final boolean bot;
    private final @Nullable String username;
    private final int keep;
    final Speed speed;
    final Penalties penalties = new Penalties();
    final List<SessionKey> sessions = new ArrayList<>();
    /** People who do not want to hear from this account. */
    final TreeSet<Long> blockedBy = new TreeSet<>();
    /** What it scheduled, by the first number of each. */
    final TreeMap<Long, Plan> plans = new TreeMap<>();
    /** Names that this account has resolved; access hashes belong to an account. */
    final TreeMap<String, Long> resolved = new TreeMap<>();

    boolean frozen;
    boolean restricted;
    boolean hasTraffic;
    private final Map<Long, Chat> dialogs = new HashMap<>();
    private final Map<Long, SentMessage> randomIds = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SentMessage> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long lastMessageId;
    private long lastScheduledId;

    Account(long id, boolean bot, @Nullable String username, Limits limits, int keep) {
        this.id = id;
        this.bot = bot;
        this.username = username;
        this.keep = keep;
        this.speed = new Speed(limits);
    }

    /** The user id, positive. */
    public long id() {
        return id;
    }

    /** Whether it is a bot. */
    public boolean isBot() {
        return bot;
    }

    /** The public name without "@", or null. */
    public @Nullable String username() {
        return username;
    }

    /** The box with that person, made where there is none. */
    Chat dialog(long person) {
        return dialogs.computeIfAbsent(person, other -> Chat.with(other, keep));
    }

    /** The box with that person, or null. */
    @Nullable
    Chat knownDialog(long person) {
        return dialogs.get(person);
    }

    /** Everybody whom it has a box with, by id. */
    SortedSet<Long> people() {
        return new TreeSet<>(dialogs.keySet());
    }

    long nextMessageId() {
        return ++lastMessageId;
    }

    /** The first of so many numbers. */
    long nextScheduledIds(int count) {
        lastScheduledId += count;
        return lastScheduledId - count + 1;
    }

    @Nullable
    SentMessage sentBefore(long randomId) {
        return randomIds.get(randomId);
    }

    void remember(long randomId, SentMessage sent) {
        randomIds.put(randomId, sent);
    }
}
