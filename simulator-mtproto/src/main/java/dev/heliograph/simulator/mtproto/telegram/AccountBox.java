// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Event;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.simulator.mtproto.AuthKey;
import dev.heliograph.simulator.mtproto.Session;
import dev.heliograph.simulator.mtproto.telegram.UpdateLog.Entry;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.SessionKey;
import dev.heliograph.simulator.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an account is told of, numbered as clients expect it: one count for people and basic groups together, and one for
 * each supergroup and channel. Its clients are told at once; what one of them misses it can ask for.
 */
final class AccountBox {
    private static final int MOST_EXPECTED = 1000;

    private final World world;
    private final SessionKey watch;
    private final Desk desk;
    private final WireIds ids;
    private final ReadMarks marks = new ReadMarks();
    private final UpdateLog common = new UpdateLog();
    private final TreeMap<Long, UpdateLog> channels = new TreeMap<>();
    private final Map<Session, AuthKey> listeners = new LinkedHashMap<>();
    private final Map<MessageRef, Long> expected = new LinkedHashMap<>();
    private int swallowing;

    /** One that nobody listens to yet; the key is told of everything that happens to the account. */
    AccountBox(World world, SessionKey watch, Desk desk) {
        this.world = world;
        this.watch = watch;
        this.desk = desk;
        this.ids = new WireIds(world, watch.account());
    }

    Account account() {
        return watch.account();
    }

    WireIds ids() {
        return ids;
    }

    /** How far its chats are read. */
    ReadMarks marks() {
        return marks;
    }

    /** Updates about people and basic groups. */
    UpdateLog common() {
        return common;
    }

    /** Updates about a supergroup or channel. */
    UpdateLog channel(long chatId) {
        return channels.computeIfAbsent(chatId, id -> new UpdateLog());
    }

    /** The log in which updates about that chat are. */
    UpdateLog log(long chatId) {
        return Peers.isChannel(chatId) ? channel(chatId) : common;
    }

    /** From now on that session is told of updates. */
    void listen(AuthKey key, Session session) {
        listeners.keySet().removeIf(Session::isClosed);
        listeners.put(session, key);
    }

    /** The sessions of a key that are told of updates. */
    List<Session> listenersOf(AuthKey key) {
        return listeners.keySet().stream()
                .filter(session -> listeners.get(session) == key)
                .toList();
    }

    /** Tells no session of that key any more. */
    void forget(AuthKey key) {
        listeners.values().removeIf(other -> other == key);
    }

    /** The next updates are numbered as any, and nobody is told of them. */
    void swallow(int count) {
        swallowing += count;
    }

    /** Remembers by which random id its sender knows a message that was accepted just now. */
    void expect(MessageRef ref, long randomId) {
        if (randomId != 0) {
            expected.put(ref, randomId);
        }
        if (expected.size() > MOST_EXPECTED) {
            MessageRef eldest = expected.keySet().iterator().next();
            expected.remove(eldest);
        }
    }

    /** Takes up what happened and tells all clients. */
    void pump() {
        pump(null, event -> false);
    }

    /**
     * Takes up what happened and tells all clients, except that a session is not told of what its own call did.
     *
     * @param origin the session of the call, or null
     * @param own what the call did
     * @return the updates of the call
     */
    List<Entry> pump(@Nullable Session origin, Predicate<Event> own) {
        List<Entry> ofCall = new ArrayList<>();
        List<Entry> ofOthers = new ArrayList<>();
        for (Event event : world.fetch(watch)) {
            Entry entry = take(event);
            if (entry != null && own.test(event)) {
                ofCall.add(entry);
            } else if (entry != null && swallowing > 0) {
                swallowing--;
            } else if (entry != null) {
                ofOthers.add(entry);
            }
        }
        tell(ofOthers, null);
        tell(ofCall, origin);
        return ofCall;
    }

    /** Tells all sessions but one. */
    void tell(List<Entry> entries, @Nullable Session but) {
        if (entries.isEmpty()) {
            return;
        }
        TlObject updates = desk.updates(account(), entries, false);
        for (Session session : listeners.keySet()) {
            if (session != but) {
                session.push(updates);
            }
        }
    }

    /** Tells all sessions something that is not numbered. */
    void tell(TlObject updates) {
        tell(updates, null);
    }

    /** Tells all sessions but one something that is not numbered. */
    void tell(TlObject updates, @Nullable Session but) {
        for (Session session : listeners.keySet()) {
            if (session != but) {
                session.push(updates);
            }
        }
    }

    private @Nullable Entry take(Event event) {
        return switch (event.kind()) {
            case NEW_MESSAGE -> posted(((Event.NewMessage) event).message());
            case MESSAGE_EDITED -> edited(((Event.MessageEdited) event).message());
            case MESSAGES_DELETED -> deleted((Event.MessagesDeleted) event);
            case CHAT_MIGRATED -> moved((Event.ChatMigrated) event);
            case NOTICE -> notice(((Event.Notice) event).text());
            case CONNECTION_CHANGED, DISCONNECTED, FLOOD_WAITED, SESSION_LOST -> null;
        };
    }

    private Entry posted(Message message) {
        String name = Peers.isChannel(message.chatId()) ? "updateNewChannelMessage" : "updateNewMessage";
        long planned = world.scheduledAs(account(), message.chatId(), message.messageId());
        if (planned != 0) {
            wentFromSchedule(message, (int) planned);
        }
        Long randomId = expected.remove(new MessageRef(message.chatId(), message.messageId()));
        return add(message, name, randomId == null ? 0 : randomId);
    }

    private void wentFromSchedule(Message message, int planned) {
        TlObject update = TlObject.of("updateDeleteScheduledMessages")
                .with("peer", Peers.write(message.chatId()))
                .with("messages", List.of(planned))
                .with("sent_messages", List.of(ids.of(message.chatId(), message.messageId())));
        tell(desk.updates(account(), List.of(update), new Company().add(message.chatId())));
    }

    private Entry edited(Message message) {
        return add(message, Peers.isChannel(message.chatId()) ? "updateEditChannelMessage" : "updateEditMessage", 0);
    }

    private Entry add(Message message, String name, long randomId) {
        Company company = new Company();
        TlObject written = desk.writer().write(this, message, company);
        return log(message.chatId())
                .add(1, company.ids(), randomId, pts -> TlObject.of(name).with("message", written));
    }

    private Entry deleted(Event.MessagesDeleted event) {
        long chatId = event.chatId();
        List<Integer> numbers =
                event.messageIds().stream().map(id -> ids.of(chatId, id)).toList();
        boolean channel = Peers.isChannel(chatId);
        String name = channel ? "updateDeleteChannelMessages" : "updateDeleteMessages";
        TlObject update =
                TlObject.of(name).with("messages", numbers).with("channel_id", channel ? Peers.bare(chatId) : null);
        SortedSet<Long> company = channel ? new Company().add(chatId).ids() : new TreeSet<>();
        return log(chatId).add(numbers.size(), company, 0, pts -> update);
    }

    private @Nullable Entry moved(Event.ChatMigrated event) {
        desk.facts().moved(event.from(), event.to());
        List<TlObject> updates = List.of(
                TlObject.of("updateChat").with("chat_id", Peers.bare(event.from())),
                TlObject.of("updateChannel").with("channel_id", Peers.bare(event.to())));
        tell(desk.updates(account(), updates, new Company().add(event.from()).add(event.to())));
        return null;
    }

    private @Nullable Entry notice(String text) {
        TlObject update = TlObject.of("updateServiceNotification")
                .with("popup", true)
                .with("type", "")
                .with("message", text)
                .with("media", TlObject.of("messageMediaEmpty"))
                .with("entities", List.of());
        tell(desk.updates(account(), List.of(update), new Company()));
        return null;
    }
}
