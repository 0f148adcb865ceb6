// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.engine.Drafts;
import dev.heliograph.engine.SessionCore;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Event;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Heartbeat;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SessionHealth;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.SessionStatistics;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.TransferProgress;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.policy.SessionLife;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One session of a fleet. */
@Stable
public final class TelegramClient {
    private final SessionCore core;
    private final Queues queues;

    TelegramClient(SessionCore core, Queues queues) {
        this.core = core;
        this.queues = queues;
    }

    /** The session's name. */
    public SessionName name() {
        return core.config().sessionName();
    }

    /** How it signs in; its text form shows no secrets. */
    public ClientConfig config() {
        return core.config();
    }

    /** What its transport offers. */
    public Capabilities capabilities() {
        return core.capabilities();
    }

    /** Where it is in its life. */
    public SessionState state() {
        return core.state();
    }

    /**
     * Connects and signs in; completes with the account, or with why not after the configured number of tries. What a
     * durable outbox kept for the session goes out from then on.
     */
    public CompletableFuture<Outcome<SelfInfo>> connect() {
        return core.connect().thenApply(outcome -> {
            if (outcome.isDone() && queues.areDurable()) {
                queues.connected(this, this::itself);
            }
            return outcome;
        });
    }

    /** Whether calls can be made now. */
    public boolean isConnected() {
        return SessionLife.isConnected(core.state());
    }

    /** Breaks the connection and makes a new one; completes with whether that worked. */
    public CompletableFuture<Boolean> reconnect() {
        return core.disconnect().thenCompose(done -> core.connect()).thenApply(Outcome::isDone);
    }

    /** Breaks the connection until {@link #connect}; what waits is answered NOT_CONNECTED. */
    public CompletableFuture<Void> disconnect() {
        return core.disconnect();
    }

    /**
     * Sends a message as soon as the limits allow. Where a gate is known to open later than the message's deadline, or than
     * the session's flood threshold, the answer is FLOOD_WAIT at once.
     *
     * <p>A message for later is kept by Telegram, for users. Where it does not do that, for bots above all, a durable
     * outbox keeps it. The answer in both cases is SUCCESS with the reason SCHEDULED, its time and no id, once it is kept; one
     * for a time that has come is sent at once. With a store that keeps nothing it is FAILED with reason UNSUPPORTED.
     */
    public CompletableFuture<SendResult> send(OutgoingMessage message) {
        return send(message, TransferProgress.UNWATCHED);
    }

    /** As {@link #send(OutgoingMessage)}, telling how far an upload has come. */
    public CompletableFuture<SendResult> send(OutgoingMessage message, TransferProgress progress) {
        Instant time = message.schedule();
        if (time == null || !isOursToKeep(message)) {
            return core.send(message, progress);
        }
        SendResult unfit = core.unfit(message);
        return unfit == null
                ? enqueue(message).thenApply(stored -> SendResult.scheduled(stored, time, name()))
                : CompletableFuture.completedFuture(unfit);
    }

    /**
     * Stores a message in the session's outbox and sends it as soon as the limits allow, floods however long included.
     * Completes when it is stored; a message whose key is there already is the earlier one. A message for later that
     * Telegram would not keep stays in the outbox until its time, where the store is durable.
     */
    public CompletableFuture<Outcome<Enqueued>> enqueue(OutgoingMessage message) {
        String key = message.key() == null ? core.newKey() : message.key();
        return queues.enqueue(
                queue(),
                this::itself,
                isOursToKeep(message)
                        ? Drafts.scheduled(message, key, "", 0, core.now())
                        : Drafts.of(message, key, "", 0, core.now()));
    }

    /** The messages that were enqueued for this session, to look at and to withdraw, whichever process sends them. */
    public SessionOutbox outbox() {
        return new SessionOutbox(name(), queues.rows(queue()), queues);
    }

    private Optional<SessionCore> itself(OutgoingMessage any) {
        return Optional.of(core).filter(SessionCore::isUsable);
    }

    private boolean isOursToKeep(OutgoingMessage message) {
        return message.schedule() != null && !core.schedules() && queues.areDurable();
    }

    /** Answers a message with plain text, before everything that is not an answer. */
    public CompletableFuture<SendResult> reply(Message to, String text) {
        return send(OutgoingMessage.to(to.chatId())
                .text(text)
                .replyTo(to.messageId())
                .topic(to.topic())
                .trafficClass(TrafficClass.REPLY)
                .build());
    }

    /**
     * Replaces the text of a message; the same text is a success.
     *
     * @throws IllegalArgumentException where {@link FormattedText#asSent()} throws it
     */
    public CompletableFuture<SendResult> edit(MessageRef message, FormattedText text) {
        return core.edit(message, text.asSent(), true);
    }

    /** Deletes messages of one chat for everybody; those that are gone already count as deleted. */
    public CompletableFuture<Outcome<Integer>> delete(long chatId, List<Long> messageIds) {
        return core.delete(chatId, List.copyOf(messageIds));
    }

    /** Forwards a message. */
    public CompletableFuture<SendResult> forward(Peer to, MessageRef message) {
        return core.forward(to, message);
    }

    /** Reads one page of a chat, newest first. */
    public CompletableFuture<Outcome<HistoryPage>> history(HistoryQuery query) {
        return core.history(query);
    }

    /** Reads a chat page by page, as fast as the limits allow; the query's limit is the size of a page. */
    public HistoryReader messages(HistoryQuery query) {
        return new HistoryReader(this, query);
    }

    /** Finds out who somebody is; answers are remembered, also that there is nobody. */
    public CompletableFuture<Outcome<Entity>> entity(Peer peer) {
        return core.entity(peer);
    }

    /** Calls the handler for new and edited messages that the filter lets through. */
    public Registration onMessage(MessageFilter filter, Consumer<MessageEvent> handler) {
        return onEvent(event -> {
            Message message = switch (event.kind()) {
                case NEW_MESSAGE -> ((Event.NewMessage) event).message();
                case MESSAGE_EDITED -> ((Event.MessageEdited) event).message();
                case MESSAGES_DELETED,
                        CONNECTION_CHANGED,
                        DISCONNECTED,
                        FLOOD_WAITED,
                        SESSION_LOST,
                        CHAT_MIGRATED,
                        NOTICE -> null;
            };
            if (message != null && filter.matches(message)) {
                handler.accept(new MessageEvent(this, message, event.kind() == Event.Kind.MESSAGE_EDITED));
            }
        });
    }

    /**
     * Calls the handler for everything that happens: in order within a chat, on threads where it may block. Who listens
     * receives: over the Bot API the session asks for messages from now on, and takes them from other programs of that bot.
     */
    public Registration onEvent(Consumer<Event> handler) {
        return core.listen(handler)::run;
    }

    /**
     * As {@link #onEvent(Consumer)}, for these kinds. Who wants to hear of floods, notices and the connection only does not
     * receive.
     */
    public Registration onEvent(Set<Event.Kind> kinds, Consumer<Event> handler) {
        Set<Event.Kind> wanted = Set.copyOf(kinds);
        Consumer<Event> filtered = event -> {
            if (wanted.contains(event.kind())) {
                handler.accept(event);
            }
        };
        boolean receives = wanted.stream().anyMatch(Event.Kind::isReceived);
        return (receives ? core.listen(filtered) : core.register(filtered))::run;
    }

    /** Calls the handler when a connection that was ready is gone. */
    public Registration onDisconnect(Consumer<Event.Disconnected> handler) {
        return onEvent(Set.of(Event.Kind.DISCONNECTED), event -> handler.accept((Event.Disconnected) event));
    }

    /** What it did so far, as far as is known here: what other processes counted is read when the session connects. */
    public SessionStatistics statistics() {
        return core.statistics();
    }

    /** As {@link #statistics}, after having read what earlier runs and other processes noted, where that can be read. */
    public CompletableFuture<SessionStatistics> latestStatistics() {
        return core.latestStatistics();
    }

    /** Whether it can be relied upon. */
    public SessionHealth health() {
        return core.health();
    }

    /**
     * What the process that has it said of it last, this one or another, over a durable store; empty where none did within eight
     * days.
     */
    public CompletableFuture<Outcome<Optional<Heartbeat>>> heartbeat() {
        return queues.promises().told(queues.heartbeats().latest(name()));
    }

    /**
     * What would hold the message if it were sent now, and until when. Of a session that is not connected here it tells what
     * others left in a durable store: who has it, and which gates are closed.
     */
    public CompletableFuture<Explanation> explain(OutgoingMessage message) {
        return core.explain(message);
    }

    /** The limits it keeps to. */
    public Limits limits() {
        return core.limits();
    }

    /** Other limits from now on, for its account and thus for all sessions of it. */
    public void limits(Limits limits) {
        core.limits(before -> limits);
    }

    /** Another least time between two messages to one chat, 0 to 1 h. */
    public void minimumDelay(Duration delay) {
        Limits checked = core.limits().withMinimumDelay(delay);
        core.limits(before -> before.withMinimumDelay(checked.minimumDelay()));
    }

    /** Other retries from now on. */
    public void retry(RetryConfig retry) {
        core.retry(retry);
    }

    SessionCore core() {
        return core;
    }

    /** The name of its own queue in the outbox. */
    String queue() {
        return "session/" + name();
    }

    @Override
    public String toString() {
        return "TelegramClient[" + name() + ", " + state() + "]";
    }
}
