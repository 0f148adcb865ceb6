// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place where messages stand: one account's box with one person, or a group or channel for all its members. */
final class Chat {
    enum Kind {
        PRIVATE,
        BASIC_GROUP,
        SUPERGROUP,
        CHANNEL
    }

    final long id;
    final Kind kind;
    final Posts posts;
    /** Shared chats only: the rest of what is known of them. */
    final @Nullable Shared shared;
    /** In a private chat: whether the other one has written. */
    boolean warm;

    private int scheduled;

    private Chat(long id, Kind kind, int keep, @Nullable Shared shared) {
        this.id = id;
        this.kind = kind;
        this.posts = new Posts(keep);
        this.shared = shared;
    }

    static Chat with(long person, int keep) {
        return new Chat(person, Kind.PRIVATE, keep, null);
    }

    static Chat shared(long id, Kind kind, int keep, String title, @Nullable String username) {
        return new Chat(id, kind, keep, new Shared(kind, title, username));
    }

    boolean isGroup() {
        return kind != Kind.PRIVATE;
    }

    /** Counts a scheduled message in or out. */
    void scheduled(int change) {
        scheduled += change;
    }

    int scheduled() {
        return scheduled;
    }

    /** What a group or channel has and a private chat has not. */
    static final class Shared {
        final String title;
        final @Nullable String username;
        /** Accounts with sessions that wrote here, in the order in which they came. */
        final List<Account> members = new ArrayList<>();
        /** When each account wrote last, for slow mode. */
        final Map<Long, Long> lastSent = new HashMap<>();

        int slowSeconds;
        boolean readOnly;
        /** Kinds of content that nobody may put here, by the names of their errors. */
        final Set<String> barred = new HashSet<>();

        boolean forum;
        long migratedTo;
        private long lastId;

        private Shared(Kind kind, String title, @Nullable String username) {
            // the first message of a supergroup or channel says that it was created; clients take it for nothing else
            this.lastId = kind == Kind.BASIC_GROUP ? 0 : 1;
            this.title = title;
            this.username = username;
        }

        void join(Account account) {
            if (!members.contains(account)) {
                members.add(account);
            }
        }

        long nextId() {
            return ++lastId;
        }
    }
}
