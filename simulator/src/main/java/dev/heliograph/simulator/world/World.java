// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Event;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Truth;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One simulated Telegram, for any number of doors. All times are nanoseconds since it began and never go back.
 *
 * <p>May be used from any thread; every call is short and holds the world for itself.
 */
public final class World implements Truth {
    private final WorldSettings settings;
    private final Instant epoch;
    private final Parts parts;
    private final Plans plans;
    private final Sending sending;
    private final Changing changing;
    private final Reading reading;
    private final Traffic traffic;
    private final TreeMap<String, SessionKey> keys = new TreeMap<>();

    private World(WorldSettings settings, Instant epoch) {
        this.settings = settings;
        this.epoch = epoch;
        this.parts = Parts.of(settings, epoch);
        this.plans = new Plans(parts);
        this.sending = new Sending(settings, parts, plans);
        this.changing = new Changing(parts);
        this.reading = new Reading(parts);
        this.traffic = new Traffic(settings, parts);
    }

    /** A new world. */
    public static World of(WorldSettings settings, Instant epoch) {
        return new World(settings, epoch);
    }

    /** What kind of world it is. */
    public WorldSettings settings() {
        return settings;
    }

    /** When it began. */
    public Instant epoch() {
        return epoch;
    }

    /** Ways to interfere with it. */
    public Incidents incidents() {
        return new Incidents(this, parts);
    }

    /**
     * The key of a session. The same one for the same name, until the server has withdrawn it: whoever asks after that
     * signs in anew.
     *
     * @param session the session's name
     * @param account the user id behind it
     * @param bot whether that is a bot
     * @param username its public name without "@", or null
     */
    public synchronized SessionKey key(String session, long account, boolean bot, @Nullable String username) {
        SessionKey known = keys.get(session);
        if (known != null && known.death() == null && known.account().id() == account) {
            return known;
        }
        SessionKey fresh = new SessionKey(session, parts.directory().account(account, bot, username));
        if (known != null) {
            known.account().sessions.remove(known);
        }
        fresh.account().sessions.add(fresh);
        keys.put(session, fresh);
        return fresh;
    }

    /** The key that a session has now, or null. */
    synchronized @Nullable SessionKey key(String session) {
        return keys.get(session);
    }

    /**
     * Connects and, the first time, signs in. A key that is in use already is withdrawn, for both.
     *
     * @param wake called whenever there is something to {@link #fetch}, or the key was withdrawn; must not call back
     */
    public synchronized Answer<Account> connect(Call call, Runnable wake) {
        advance(call.now());
        SessionKey key = call.key();
        TelegramError refused = parts.gate().admit(call);
        if (refused == null && key.isConnected()) {
            parts.gate().doubleConnection();
            refused = TelegramError.of(406, "AUTH_KEY_DUPLICATED");
            key.die(refused);
        }
        if (refused == null && strikes(Fault.DC_MIGRATIONS)) {
            refused = TelegramError.of(
                    303,
                    "USER_MIGRATE_" + parts.weather().dice(Fault.DC_MIGRATIONS).between(1, 5));
        }
        if (refused == null && !key.isSignedIn()) {
            refused = parts.gate().count(call, Method.LOGIN, 0);
        }
        if (refused != null) {
            return Answer.refused(refused);
        }
        key.signIn();
        key.connect(wake);
        traffic.start(key.account(), call.now());
        return Answer.of(key.account());
    }

    /**
     * Tells a key of everything from now on without a call: for a door that has to know what happens to an account, or that
     * knows a session already. Nothing is counted and no fault strikes.
     *
     * @param wake as for {@link #connect}
     */
    public synchronized void watch(SessionKey key, Runnable wake, long now) {
        advance(now);
        key.signIn();
        key.connect(wake);
        traffic.start(key.account(), now);
    }

    /** The connection that was made with that wake-up is gone; another one is left alone. */
    public synchronized void disconnect(SessionKey key, Runnable wake) {
        key.disconnect(wake);
    }

    /** Sends a message; a random id of 0 is never remembered. */
    public synchronized Answer<SentMessage> send(Call call, Peer peer, OutgoingMessage message, long randomId) {
        advance(call.now());
        return sending.send(call, peer, Content.of(message), message.schedule(), randomId);
    }

    /** Sends an album whose parts after the first have those captions, one for each. */
    public synchronized Answer<SentMessage> sendAlbum(
            Call call, Peer peer, OutgoingMessage album, List<FormattedText> captions, long randomId) {
        advance(call.now());
        return sending.send(call, peer, Content.of(album).with(captions), album.schedule(), randomId);
    }

    /** Sends a message or an album, with what belongs to it. */
    public synchronized Answer<SentMessage> send(
            Call call, Peer peer, OutgoingMessage message, Cargo cargo, long randomId) {
        advance(call.now());
        return sending.send(call, peer, Content.of(message).with(cargo), message.schedule(), randomId);
    }

    /** Forwards a message. */
    public synchronized Answer<SentMessage> forward(Call call, Peer peer, MessageRef source, long randomId) {
        return forward(call, peer, List.of(new Forward(source, null, randomId)));
    }

    /**
     * Forwards messages as one call: they get ids in a row, in the order in which they are given. None is forwarded where one
     * cannot be.
     *
     * @return the first one
     */
    public synchronized Answer<SentMessage> forward(Call call, Peer peer, List<Forward> forwards) {
        advance(call.now());
        return sending.forward(call, peer, forwards);
    }

    /** Posts what the service says of an account in a group: a message without text that nobody counts. */
    public synchronized SentMessage announce(Call call, long chatId, Object cargo) {
        advance(call.now());
        return sending.announce(call, chatId, cargo);
    }

    /** Sends scheduled messages now. Albums go as a whole; the answer is the numbers of all that went. */
    public synchronized Answer<List<Long>> sendScheduled(Call call, Peer peer, List<Long> ids) {
        advance(call.now());
        return plans.end(call, peer, ids, true);
    }

    /** Takes scheduled messages back. Albums go as a whole; the answer is the numbers of all that are gone. */
    public synchronized Answer<List<Long>> deleteScheduled(Call call, Peer peer, List<Long> ids) {
        advance(call.now());
        return plans.end(call, peer, ids, false);
    }

    /** Changes the text of a message. */
    public synchronized Answer<SentMessage> edit(Call call, MessageRef ref, FormattedText text) {
        advance(call.now());
        return changing.edit(call, ref, text);
    }

    /** Deletes messages for everybody. */
    public synchronized Answer<Integer> delete(Call call, long chatId, List<Long> messageIds) {
        advance(call.now());
        return changing.delete(call, chatId, messageIds);
    }

    /** Reads a page of a chat. */
    public synchronized Answer<HistoryPage> history(Call call, HistoryQuery query) {
        advance(call.now());
        return reading.history(call, query);
    }

    /** Who somebody is. */
    public synchronized Answer<Entity> lookUp(Call call, Peer peer) {
        advance(call.now());
        return reading.lookUp(call, peer);
    }

    /** Whether the server takes up a call of which nothing but its door need know. */
    public synchronized Answer<Account> admit(Call call) {
        advance(call.now());
        TelegramError refused = parts.gate().admit(call);
        return refused == null ? Answer.of(call.account()) : Answer.refused(refused);
    }

    /** The id behind an address, as a part of a call that is admitted by itself. */
    public synchronized Answer<Long> resolve(Call call, Peer peer) {
        return parts.resolver().find(call, peer);
    }

    /** A message as that account sees it, or null where it has none of that id. No call: nothing is counted. */
    public synchronized @Nullable Message message(Account viewer, long chatId, long messageId) {
        Chat chat = parts.directory().knownPlace(viewer, chatId);
        Post post = chat == null ? null : chat.posts.find(messageId);
        return post == null ? null : post.seenBy(viewer.id(), chatId);
    }

    /** What its door hung on a message that the account sees, or null. No call: nothing is counted. */
    public synchronized @Nullable Object cargo(Account viewer, long chatId, long messageId) {
        Chat chat = parts.directory().knownPlace(viewer, chatId);
        Post post = chat == null ? null : chat.posts.find(messageId);
        return post == null ? null : post.cargo;
    }

    /** What an account has scheduled in a chat, by date; all parts of albums. No call: nothing is counted. */
    public synchronized List<Planned> scheduled(Account viewer, long chatId) {
        return plans.list(viewer, chatId);
    }

    /**
     * The id that the other one of a private chat has for a message, where he has sessions; 0 where there is no such message.
     * No call: nothing is counted.
     */
    public synchronized long counterpart(Account viewer, long person, long messageId) {
        Chat chat = viewer.knownDialog(person);
        Post post = chat == null ? null : chat.posts.find(messageId);
        return post == null || parts.directory().account(person) == null ? 0 : post.idFor(person);
    }

    /** The number under which the account had scheduled a message that it sent, or 0. No call: nothing is counted. */
    public synchronized long scheduledAs(Account viewer, long chatId, long messageId) {
        Chat chat = parts.directory().knownPlace(viewer, chatId);
        Post post = chat == null ? null : chat.posts.find(messageId);
        return post == null || post.sender != viewer.id() ? 0 : post.planned;
    }

    /**
     * The accounts with sessions that are in a group or channel, in the order in which they came; none where there is no
     * such place. No call: nothing is counted.
     */
    public synchronized List<Account> members(long chatId) {
        Chat chat = parts.directory().chat(chatId);
        return chat == null || chat.shared == null ? List.of() : List.copyOf(chat.shared.members);
    }

    /** The newest messages of a chat as that account sees them, oldest first. No call: nothing is counted. */
    public synchronized List<Message> newest(Account viewer, long chatId, int most) {
        return reading.newest(viewer, chatId, most);
    }

    /** The chats of an account: people it has a box with, and groups and channels it is a member of. No call. */
    public synchronized List<Long> chats(Account account) {
        return parts.directory().chats(account);
    }

    /** Who has that id, or null. No call: nothing is counted. */
    public synchronized @Nullable Entity entity(long id) {
        return parts.directory().exists(id) ? parts.directory().entity(id) : null;
    }

    /** Who has that public name, or null. No call: nothing is counted. */
    public synchronized @Nullable Entity named(String username) {
        Long id = parts.directory().named(username);
        return id == null ? null : parts.directory().entity(id);
    }

    /** What happened since the last fetch, oldest first. */
    public synchronized List<Event> fetch(SessionKey key) {
        return key.fetch();
    }

    /** Why a key was withdrawn, or null. */
    public synchronized @Nullable TelegramError death(SessionKey key) {
        return key.death();
    }

    /** The client has received that error: from now on it is expected to act on it. */
    public synchronized void delivered(TelegramError error, long now) {
        error.delivered(now);
    }

    /** Whether a fault strikes now; for those that happen on the way, which is a door's to know. */
    public synchronized boolean strikes(Fault fault) {
        return parts.weather().strikes(fault);
    }

    /** A number from least to most, drawn by the dice of that fault. */
    public synchronized long draw(Fault fault, long least, long most) {
        return parts.weather().dice(fault).between(least, most);
    }

    /** When the world wants to do something by itself; Long.MAX_VALUE for never. */
    public synchronized long nextDue() {
        return parts.agenda().nextDue();
    }

    /** Does what is due by then. Every call does so first. */
    public synchronized void advance(long now) {
        parts.agenda().run(now);
    }

    @Override
    public synchronized List<Accepted> accepted() {
        return parts.log().view();
    }

    @Override
    public synchronized Judgement judgement() {
        return parts.judge().judgement();
    }

    /**
     * Calls into a window after a refusal of that window had reached the client, whatever chat that refusal was about: a
     * stricter count than that of {@link #judgement}, which lets a client find out how wide a window is.
     */
    public synchronized long warningsIgnored() {
        return parts.judge().warningsIgnored();
    }

    /** Forgets the log of accepted messages, so that its memory is given back; the chats keep theirs. */
    public synchronized void forgetAccepted() {
        parts.log().forget();
    }

    /** SHA-256, in hexadecimal, over everything that was accepted so far. */
    public synchronized String digest() {
        return parts.log().sha256OfAll();
    }
}
