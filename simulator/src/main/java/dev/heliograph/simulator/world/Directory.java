// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who exists, under which id and name. Strangers are not kept: what they are like follows from the seed and their id. */
final class Directory {
    private final WorldSettings settings;
    private final Weather weather;
    private final TreeMap<Long, Account> accounts = new TreeMap<>();
    private final TreeMap<Long, Entity.User> people = new TreeMap<>();
    private final TreeMap<Long, Chat> chats = new TreeMap<>();
    private final TreeMap<String, Long> names = new TreeMap<>();
    /** People who want to hear from nobody. */
    private final TreeSet<Long> closed = new TreeSet<>();

    Directory(WorldSettings settings, Weather weather) {
        this.settings = settings;
        this.weather = weather;
        settle();
    }

    private void settle() {
        person(Inhabitants.ALICE, "Alice", "alice", false);
        person(Inhabitants.BOB, "Bob", "bob", false);
        person(Inhabitants.BLOCKED, "Blanche", "blocked", false);
        person(Inhabitants.DEACTIVATED, "Deleted Account", "deactivated", true);
        person(Inhabitants.ECHO, "Echo", "echo", false);
        add(Inhabitants.SLOW_GROUP, Chat.Kind.SUPERGROUP, "Slow group", null).slowSeconds = Inhabitants.SLOW_SECONDS;
        add(Inhabitants.GROUP, Chat.Kind.SUPERGROUP, "Group with topics", null).forum = true;
        add(Inhabitants.READ_ONLY_GROUP, Chat.Kind.SUPERGROUP, "Read-only group", null).readOnly = true;
        add(Inhabitants.NEWS, Chat.Kind.CHANNEL, "News", "news");
        add(Inhabitants.BASIC_GROUP, Chat.Kind.BASIC_GROUP, "Basic group", null);
    }

    /** Makes a group or channel. */
    Chat.Shared add(long id, Chat.Kind kind, String title, @Nullable String username) {
        Chat chat = Chat.shared(id, kind, settings.historyPerChat(), title, username);
        if (id >= 0 || exists(id)) {
            throw new IllegalArgumentException("chat " + id + ": expected a negative id that is not taken");
        }
        chats.put(id, chat);
        if (username != null) {
            names.put(username, id);
        }
        Chat.Shared shared = chat.shared;
        if (shared == null) {
            throw new IllegalStateException("a group is shared");
        }
        return shared;
    }

    private void person(long id, String name, String username, boolean deactivated) {
        people.put(id, new Entity.User(id, name, username, deactivated));
        names.put(username, id);
    }

    /** The account of that id, made where there is none; it keeps what it was made as. */
    Account account(long id, boolean bot, @Nullable String username) {
        Account known = accounts.get(id);
        if (known == null) {
            known = new Account(id, bot, username, bot ? settings.bots() : settings.users(), settings.historyPerChat());
            accounts.put(id, known);
            if (username != null) {
                names.putIfAbsent(username, id);
            }
        }
        return known;
    }

    @Nullable
    Account account(long id) {
        return accounts.get(id);
    }

    @Nullable
    Chat chat(long id) {
        return chats.get(id);
    }

    /** Where messages between that account and that chat stand; the caller knows that it exists. */
    Chat place(Account account, long chatId) {
        Chat shared = chats.get(chatId);
        return shared == null ? account.dialog(chatId) : shared;
    }

    /** As {@link #place}, or null where nothing was ever said. */
    @Nullable
    Chat knownPlace(Account account, long chatId) {
        Chat shared = chats.get(chatId);
        return shared == null ? account.knownDialog(chatId) : shared;
    }

    /** Boxes by the id of the other one, then shared chats that have it as a member. */
    List<Long> chats(Account account) {
        List<Long> found = new ArrayList<>(account.people());
        for (Chat chat : chats.values()) {
            if (chat.shared != null && chat.shared.members.contains(account)) {
                found.add(chat.id);
            }
        }
        return found;
    }

    /** The id behind a name, or null. */
    @Nullable
    Long named(String username) {
        return names.get(username);
    }

    boolean exists(long id) {
        return id < 0
                ? chats.containsKey(id)
                : settings.strangers() || accounts.containsKey(id) || people.containsKey(id);
    }

    boolean isDeactivated(long id) {
        Entity.User person = people.get(id);
        return person == null ? isStranger(id) && chosen(Fault.DEACTIVATED, id) : person.deactivated();
    }

    void close(long person) {
        closed.add(person);
    }

    void reopen(long person) {
        closed.remove(person);
    }

    boolean blocks(long id) {
        return closed.contains(id) || id == Inhabitants.BLOCKED || (isStranger(id) && chosen(Fault.BLOCKERS, id));
    }

    /** Who it is; the caller knows that it exists. */
    Entity entity(long id) {
        Chat chat = chats.get(id);
        if (chat != null && chat.shared != null) {
            Chat.Shared shared = chat.shared;
            return chat.kind == Chat.Kind.CHANNEL
                    ? new Entity.Channel(id, shared.title, shared.username)
                    : new Entity.Group(id, shared.title, shared.username, shared.slowSeconds, shared.forum);
        }
        Account account = accounts.get(id);
        if (account != null) {
            return account.isBot()
                    ? new Entity.Bot(id, "Bot " + id, account.username())
                    : new Entity.User(id, "User " + id, account.username(), false);
        }
        Entity.User person = people.get(id);
        return person != null ? person : new Entity.User(id, "Stranger " + id, null, isDeactivated(id));
    }

    private boolean isStranger(long id) {
        return !accounts.containsKey(id) && !people.containsKey(id);
    }

    private boolean chosen(Fault fault, long id) {
        double rate = weather.rate(fault);
        return rate > 0 && Dice.fixedShare(settings.seed(), fault.key(), id) < rate;
    }
}
