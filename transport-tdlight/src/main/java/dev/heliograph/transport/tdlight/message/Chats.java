// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds chats. TDLib takes an id only of a chat that it knows. A bot may name whoever has written to it, and TDLib asks the
 * server; a user must have seen the chat, in its list or somewhere else.
 */
final class Chats {
    private static final long CHANNELS_BELOW = -1_000_000_000_000L;
    private static final int MOST_KNOWN = 100_000;

    private final MessagingParts parts;
    private final Requests requests;
    private final Failures failures;
    private final Names names;
    private final ChatList list;
    private final Set<Long> known = new HashSet<>();
    private final Set<Long> namesTried = new HashSet<>();
    private final Map<String, List<Consumer<Outcome<Long>>>> asked = new HashMap<>();
    private final Map<Long, Long> upgraded = new HashMap<>();

    Chats(MessagingParts parts, Requests requests, Failures failures) {
        this.parts = parts;
        this.requests = requests;
        this.failures = failures;
        this.names = new Names(parts.context().timeline()::nanos);
        this.list = new ChatList(requests, parts.strand());
    }

    /** The id of a chat that TDLib knows afterwards; may answer before it returns. */
    void find(Peer peer, Consumer<Outcome<Long>> then) {
        switch (peer.kind()) {
            case ID -> byId(((Peer.Id) peer).value(), then);
            case SELF -> byId(parts.self().account().value(), then);
            case USERNAME -> byName(((Peer.Username) peer).value(), then);
        }
    }

    /** What was known of the name turned out wrong. */
    void doubt(Peer peer) {
        if (peer.kind() == Peer.Kind.USERNAME) {
            names.forget(((Peer.Username) peer).value());
        }
    }

    /** Takes an updateBasicGroup. */
    void basicGroup(JsonNode group) {
        long to = group.path("upgraded_to_supergroup_id").asLong(0);
        long from = TdIds.ofBasicGroup(group.path("id").asLong(0));
        if (to != 0 && upgraded.put(from, TdIds.ofSupergroup(to)) == null) {
            tellOfUpgrade(from);
        }
    }

    /** Whether the group has become a supergroup; then it is told so once more, since somebody still uses the old id. */
    boolean isUpgraded(long chat) {
        return tellOfUpgrade(chat);
    }

    private boolean tellOfUpgrade(long from) {
        Long to = upgraded.get(from);
        if (to != null) {
            parts.events().accept(new Event.ChatMigrated(from, to));
        }
        return to != null;
    }

    static Failure migrated() {
        return Failures.server("CHAT_MIGRATED");
    }

    private void byName(String name, Consumer<Outcome<Long>> then) {
        Outcome<Long> found = names.find(name);
        if (found != null) {
            then.accept(found);
            return;
        }
        List<Consumer<Outcome<Long>>> waiting = asked.computeIfAbsent(name, unused -> new ArrayList<>());
        waiting.add(then);
        if (waiting.size() > 1) {
            return;
        }
        requests.ask(TdClient.request("searchPublicChat").put("username", name), answer -> {
            Outcome<Long> chat = answer.isObject()
                    ? learned(answer.object().path("id").asLong(0))
                    : Outcome.failed(failures.ofReading(answer));
            names.learn(name, chat);
            asked.remove(name);
            waiting.forEach(one -> one.accept(chat));
        });
    }

    private void byId(long id, Consumer<Outcome<Long>> then) {
        if (isUpgraded(id)) {
            then.accept(Outcome.failed(migrated()));
        } else if (known.contains(id)) {
            then.accept(Outcome.done(id));
        } else {
            seek(id, then);
        }
    }

    private void seek(long id, Consumer<Outcome<Long>> then) {
        requests.ask(TdClient.request("getChat").put("chat_id", id), answer -> {
            if (answer.isObject()) {
                then.accept(learned(id));
                return;
            }
            Failure failure = failures.ofReading(answer);
            if (failure.kind() != Failure.Kind.REJECTED) {
                then.accept(Outcome.failed(failure));
            } else {
                meet(id, met -> {
                    if (met) {
                        then.accept(learned(id));
                    } else {
                        byOldName(id, failure, then);
                    }
                });
            }
        });
    }

    /** By the name that the id had where the session was used before: TDLib takes an id that it met itself only. */
    private void byOldName(long id, Failure failure, Consumer<Outcome<Long>> then) {
        String written = parts.usernames().get(id);
        String name = written == null ? "" : written.toLowerCase(Locale.ROOT);
        // once is enough, but who comes while it is being asked for waits for the same answer
        if (name.isEmpty() || (!namesTried.add(id) && !asked.containsKey(name))) {
            inTheList(id, failure, then);
            return;
        }
        byName(name, found -> {
            Failure unnamed = found.failure();
            if (unnamed != null && unnamed.kind() != Failure.Kind.REJECTED) {
                namesTried.remove(id);
                then.accept(found);
            } else if (unnamed == null && found.orThrow() == id) {
                then.accept(learned(id));
            } else {
                // the name has gone, perhaps to somebody else, who is not meant
                inTheList(id, failure, then);
            }
        });
    }

    private void inTheList(long id, Failure failure, Consumer<Outcome<Long>> then) {
        if (!parts.self().bot() && !list.isLoaded()) {
            list.more(page -> further(id, page, then));
        } else {
            then.accept(Outcome.failed(failure));
        }
    }

    private void further(long id, TdAnswer page, Consumer<Outcome<Long>> then) {
        if (page.isObject() || ChatList.isEnd(page)) {
            seek(id, then);
        } else {
            // who was not looked for everywhere may exist
            then.accept(Outcome.failed(failures.ofReading(page)));
        }
    }

    /** Asks who it is: TDLib may know the person without the chat, and asks the server for a bot. */
    private void meet(long id, Consumer<Boolean> then) {
        String what = id > 0 ? "user" : id > CHANNELS_BELOW ? "basic_group" : "supergroup";
        String method = id > 0 ? "User" : id > CHANNELS_BELOW ? "BasicGroup" : "Supergroup";
        String create = id > 0 ? "createPrivateChat" : "create" + method + "Chat";
        long number = id > 0 ? id : id > CHANNELS_BELOW ? -id : CHANNELS_BELOW - id;
        ObjectNode who = TdClient.request("get" + method).put(what + "_id", number);
        ObjectNode chat = TdClient.request(create).put(what + "_id", number).put("force", true);
        requests.ask(who, answer -> {
            if (answer.isObject()) {
                requests.ask(chat, made -> then.accept(made.isObject()));
            } else {
                then.accept(false);
            }
        });
    }

    private Outcome<Long> learned(long id) {
        if (known.size() < MOST_KNOWN) {
            known.add(id);
        }
        return Outcome.done(id);
    }
}
