// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Event;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Limits;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionHealth;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.SessionStatistics;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TransferProgress;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.policy.Gates;
import dev.heliograph.policy.HealthPolicy;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One session: its strand and everything that runs on it. Public methods may be called from any thread; the futures they
 * give complete on the session's callback strand.
 */
@Stable
public final class SessionCore {
    /** Nobody watches the upload. */
    public static final TransferProgress UNWATCHED = (bytes, total) -> {};

    private final ClientConfig config;
    private final Fleet fleet;
    private final Capabilities capabilities;
    private final Strand strand;
    private final Strand callbacks;
    private final Tally tally;
    private final Mailbox mailbox;
    private final Link link;
    private final Connection connection;
    private final Dispatcher dispatcher;
    private final NameBook names;
    private final RandomGenerator randomIds;
    private final String run;
    private final AtomicLong keys = new AtomicLong();
    private final Map<Peer, Peer> migrated = new HashMap<>();
    private @Nullable Limits limits;
    private volatile @Nullable AccountMemory account;
    private volatile boolean draining;

    /**
     * Makes the session, without connecting it.
     *
     * @param limits its limits, or null for the defaults of its kind of account
     */
    public SessionCore(
            ClientConfig config, Fleet fleet, Transport transport, RetryConfig retry, @Nullable Limits limits) {
        this.config = config;
        this.fleet = fleet;
        this.limits = limits;
        this.capabilities = transport.capabilities();
        String name = config.sessionName().value();
        this.strand = fleet.timeline().strand(name);
        this.callbacks = fleet.timeline().blockingStrand(name + "/callbacks");
        this.randomIds = fleet.timeline().chance("random-id/" + name);
        this.run = name + "/"
                + Long.toHexString(fleet.timeline().chance("run/" + name).nextLong());
        this.tally = new Tally(config.sessionName(), fleet.metrics(), fleet.timeline());
        this.mailbox = new Mailbox(name, fleet.timeline(), tally);
        this.dispatcher = new Dispatcher(this, retry);
        this.connection = new Connection(this);
        this.names = new NameBook(this);
        this.link = transport.link(config, this::offered);
    }

    /** How it signs in. */
    public ClientConfig config() {
        return config;
    }

    /** Where it is in its life. */
    public SessionState state() {
        return connection.state();
    }

    /** What its transport offers. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** Connects; completes with the account, or with why not. */
    public CompletableFuture<Outcome<SelfInfo>> connect() {
        CompletableFuture<Outcome<SelfInfo>> promise = new CompletableFuture<>();
        strand.execute(() -> connection.connect(outcome -> callbacks.execute(() -> promise.complete(outcome))));
        return promise;
    }

    /** Whether it sends, or will once its connection is back. */
    public boolean isUsable() {
        return down() == null && state() != SessionState.QUARANTINED;
    }

    /** A key that no other message has. */
    public String newKey() {
        return run + "/" + keys.incrementAndGet();
    }

    /** The present time. */
    public Instant now() {
        return timeline().instant();
    }

    /** Breaks the connection until {@link #connect}. */
    public CompletableFuture<Void> disconnect() {
        CompletableFuture<Void> promise = new CompletableFuture<>();
        strand.execute(() -> {
            connection.disconnect(false, () -> callbacks.execute(() -> promise.complete(null)));
            abandon(new Failure.Unavailable(Failure.Origin.NETWORK, "the session was disconnected"), "NOT_CONNECTED");
        });
        return promise;
    }

    /** Sends a message. */
    public CompletableFuture<SendResult> send(OutgoingMessage message, TransferProgress progress) {
        return promised(taker -> {
            SendCall call = new SendCall(this, message, Job.NONE, progress, taker);
            SendResult refusal = refusal(message);
            if (refusal != null) {
                call.refuse(refusal);
            } else {
                submit(message.peer(), call);
            }
        });
    }

    /** Forwards a message. */
    public CompletableFuture<SendResult> forward(Peer peer, MessageRef message) {
        return promised(taker -> submit(peer, new ForwardCall(this, message, taker)));
    }

    /** Replaces the text of a message; it keeps its place among the messages to that chat. */
    public CompletableFuture<SendResult> edit(MessageRef message, FormattedText text, boolean linkPreview) {
        return promised(taker -> {
            if (text.length() > capabilities.maxTextLength()) {
                taker.accept(tooLong(text.length(), capabilities.maxTextLength()));
            } else {
                submit(Peer.of(message.chatId()), new EditCall(this, message.messageId(), text, linkPreview, taker));
            }
        });
    }

    /** Deletes messages of one chat. */
    public CompletableFuture<Outcome<Integer>> delete(long chatId, List<Long> messageIds) {
        return this.<Integer>asked(taker -> submit(
                Peer.of(chatId),
                new LinkCall<>(
                        this,
                        Domain.EDIT,
                        (present, peer) -> present.facet(Editing.class)
                                .map(editing -> editing.delete(chatId(peer), messageIds))
                                .orElseGet(() -> unsupported("deleting")),
                        taker)));
    }

    /** Reads a page of history. */
    public CompletableFuture<Outcome<HistoryPage>> history(HistoryQuery query) {
        return this.<HistoryPage>asked(taker -> history(query, taker));
    }

    void history(HistoryQuery query, Consumer<Ending<HistoryPage>> taker) {
        submit(
                query.peer(),
                new LinkCall<>(
                        this,
                        Domain.HISTORY,
                        (present, peer) -> present.facet(History.class)
                                .map(history -> history.page(new HistoryQuery(
                                        peer, query.search(), query.beforeId(), query.offset(), query.limit())))
                                .orElseGet(() -> unsupported("history")),
                        taker));
    }

    /** Finds out who somebody is. */
    public CompletableFuture<Outcome<Entity>> entity(Peer peer) {
        CompletableFuture<Outcome<Entity>> promise = new CompletableFuture<>();
        strand.execute(() -> {
            Failure down = down();
            if (down != null) {
                callbacks.execute(() -> promise.complete(Outcome.failed(down)));
            } else {
                names.find(peer, outcome -> callbacks.execute(() -> promise.complete(outcome)));
            }
        });
        return promise;
    }

    /** Calls the handler for every event until the returned action is run. */
    public Runnable register(Consumer<Event> handler) {
        return mailbox.register(handler);
    }

    /** What it did so far. */
    public SessionStatistics statistics() {
        return tally.snapshot(state());
    }

    /** Whether it can be relied upon. */
    public SessionHealth health() {
        AccountMemory memory = account;
        boolean closed =
                memory != null && memory.budget().isAccountClosed(timeline().nanos());
        HealthPolicy.Verdict verdict = HealthPolicy.judge(
                new HealthPolicy.Signs(state(), tally.sinceAnswer(), tally.depth() > 0, closed, tally.failureShare()));
        return new SessionHealth(
                config.sessionName(), verdict.isHealthy(), state(), verdict.score(), verdict.reasons());
    }

    /** What would hold the message now. */
    public CompletableFuture<Explanation> explain(OutgoingMessage message) {
        CompletableFuture<Explanation> promise = new CompletableFuture<>();
        strand.execute(() -> {
            Explanation explanation = Explainer.explain(this, message, account);
            callbacks.execute(() -> promise.complete(explanation));
        });
        return promise;
    }

    /** Other limits from now on. */
    public void limits(Limits next) {
        strand.execute(() -> {
            limits = next;
            AccountMemory memory = account;
            if (memory != null) {
                memory.budget().limits(next, timeline().nanos());
            }
            dispatcher.pumpSoon();
        });
    }

    /** The limits it keeps to now. */
    public Limits limits() {
        AccountMemory memory = account;
        Limits own = limits;
        return memory != null ? memory.budget().limits() : own != null ? own : Limits.forAccount(config.isBot());
    }

    /** Other retries from now on. */
    public void retry(RetryConfig next) {
        strand.execute(() -> dispatcher.retry(next));
    }

    /** How many calls wait or are in flight. */
    public int depth() {
        return tally.depth();
    }

    /**
     * Takes no more calls, waits up to that long for those that it has, then answers the rest and disconnects.
     *
     * @return how many calls it could not finish
     */
    public CompletableFuture<Integer> close(Duration drain) {
        CompletableFuture<Integer> promise = new CompletableFuture<>();
        strand.execute(() -> {
            draining = true;
            long until = timeline().nanos() + drain.toNanos();
            drain(until, promise);
        });
        return promise;
    }

    private void drain(long until, CompletableFuture<Integer> promise) {
        boolean idle = dispatcher.lanes().size() == 0 && dispatcher.inFlight() == 0;
        boolean hopeless =
                dispatcher.inFlight() == 0 && state() != SessionState.READY && state() != SessionState.RESTING;
        if (!idle && !hopeless && timeline().nanos() < until) {
            strand.after(Duration.ofMillis(20), () -> drain(until, promise));
            return;
        }
        int left = abandon(new Failure.Unavailable(Failure.Origin.NETWORK, "the session was closed"), "CLOSED");
        mailbox.close();
        connection.disconnect(true, () -> callbacks.execute(() -> promise.complete(left)));
    }

    // --- for the other parts of the engine, on the strand ---

    Timeline timeline() {
        return fleet.timeline();
    }

    Strand strand() {
        return strand;
    }

    Strand callbacks() {
        return callbacks;
    }

    Link link() {
        return link;
    }

    Tally tally() {
        return tally;
    }

    Cells cells() {
        return fleet.state().cells();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    long newRandomId() {
        return randomIds.nextLong();
    }

    String account() {
        SelfInfo self = connection.self();
        return self == null ? "unknown" : self.account().toString();
    }

    /** The reason word of a session that does not come back by itself, or null. */
    @Nullable
    String gone() {
        return switch (state()) {
            case LOST -> "SESSION_LOST";
            case CLOSED -> "CLOSED";
            case DISCONNECTED -> "NOT_CONNECTED";
            case CONNECTING, AUTHORIZING, READY, RESTING, QUARANTINED -> null;
        };
    }

    /** Why no call can be taken now, or null. */
    @Nullable
    Failure down() {
        return switch (state()) {
            case LOST -> new Failure.SessionLost("SESSION_LOST");
            case CLOSED -> new Failure.Unavailable(Failure.Origin.NETWORK, "the client is closed");
            case DISCONNECTED -> new Failure.Unavailable(Failure.Origin.NETWORK, "the client is not connected");
            case CONNECTING, AUTHORIZING, READY, RESTING, QUARANTINED ->
                draining ? new Failure.Unavailable(Failure.Origin.NETWORK, "the client is closing") : null;
        };
    }

    /** Why the message is refused before anything is sent, or null. */
    @Nullable
    SendResult refusal(OutgoingMessage message) {
        Failure down = down();
        if (down != null) {
            String gone = gone();
            return SendResult.refused(
                    SendStatus.FAILED, gone == null ? "CLOSED" : gone, down.reason(), config.sessionName());
        }
        int most = message.media() == null ? capabilities.maxTextLength() : capabilities.maxCaptionLength();
        if (message.text().length() > most) {
            return tooLong(message.text().length(), most);
        }
        return Needs.missing(message, capabilities)
                .map(feature -> SendResult.refused(
                        SendStatus.FAILED,
                        "UNSUPPORTED",
                        "the transport '" + config.transport() + "' does not offer " + feature,
                        config.sessionName()))
                .orElse(null);
    }

    /** Puts a call into the lane of its chat, by its numeric id where that can be found out. */
    <T> void submit(Peer peer, Call<T> call) {
        if (call.deadline != Call.NEVER) {
            strand.after(Duration.ofNanos(call.deadline - timeline().nanos()), () -> expire(call, peer));
        }
        switch (peer.kind()) {
            case ID -> enter(present(peer), call);
            case SELF -> whenKnown(peer, call, self -> enter(self, call));
            case USERNAME -> {
                if (!capabilities.offers(Feature.ENTITIES)) {
                    enter(peer, call);
                    return;
                }
                names.find(peer, outcome -> {
                    Entity entity = outcome.value();
                    if (call.over) {
                        return;
                    }
                    if (entity != null) {
                        enter(present(Peer.of(entity.id())), call);
                    } else {
                        end(call, peer, outcome.failure(), null);
                    }
                });
            }
        }
    }

    /** Takes a row of the outbox; it is refused as {@link #send} would refuse it. */
    void submitRow(RowCall call) {
        SendResult refusal = refusal(call.message);
        if (refusal != null) {
            call.refuse(refusal);
        } else {
            submit(call.message.peer(), call);
        }
    }

    private <T> void whenKnown(Peer peer, Call<T> call, Consumer<Peer> then) {
        connection.connect(outcome -> {
            SelfInfo self = outcome.value();
            if (self != null) {
                then.accept(Peer.of(self.account().value()));
            } else {
                end(call, peer, outcome.failure(), "NOT_CONNECTED");
            }
        });
    }

    /** Puts a call into the lane of that chat, unless a gate is closed for longer than its caller wants to wait. */
    <T> void enter(Peer peer, Call<T> call) {
        if (call.over) {
            return;
        }
        Admission admission = dispatcher.admission(call.domain(peer), peer);
        long wait = admission.at() - timeline().nanos();
        boolean gated = admission.hold() == Admission.Hold.CHAT_GATE || admission.hold() == Admission.Hold.ACCOUNT_GATE;
        long patience = Math.min(
                call.floodPatience(),
                call.deadline == Call.NEVER
                        ? Call.NEVER
                        : call.deadline - timeline().nanos());
        if (gated && admission.at() != Gates.PROBING && wait > patience) {
            Duration pause = Duration.ofNanos(wait);
            call.over = true;
            call.end(new Ending<>(
                    Outcome.failed(new Failure.Throttled(pause, FloodScope.REQUEST, "FLOOD_WAIT")),
                    "FLOOD_WAIT",
                    pause,
                    peer));
            return;
        }
        dispatcher.add(peer, call);
    }

    private <T> void expire(Call<T> call, Peer peer) {
        if (!call.over && !call.flying) {
            end(
                    call,
                    peer,
                    new Failure.Unavailable(Failure.Origin.NETWORK, "its deadline passed before it could be sent"),
                    "DEADLINE");
        }
    }

    /** The id that a chat has now. */
    Peer present(Peer peer) {
        return migrated.getOrDefault(peer, peer);
    }

    long chatId(Peer peer) {
        return switch (peer.kind()) {
            case ID -> ((Peer.Id) peer).value();
            case USERNAME -> {
                Outcome<Entity> known = names.known(peer);
                Entity entity = known == null ? null : known.value();
                yield entity == null ? 0 : entity.id();
            }
            case SELF -> {
                SelfInfo self = connection.self();
                yield self == null ? 0 : self.account().value();
            }
        };
    }

    /**
     * Ends every call that waits; those in flight are answered by their link.
     *
     * @return how many calls of callers were ended; rows of the outbox are kept there and do not count
     */
    int abandon(Failure failure, String reason) {
        int ended = 0;
        for (Call<?> call : dispatcher.lanes().drain()) {
            if (!call.over) {
                ended += call.isRow() ? 0 : 1;
                end(call, Peer.self(), failure, reason);
            }
        }
        return ended;
    }

    /** Gives back the rows of the outbox that wait in lanes; calls of callers stay. */
    void returnRows(Failure failure, String reason) {
        dispatcher
                .lanes()
                .take(call -> call.isRow() && !call.over)
                .forEach(call -> end(call, Peer.self(), failure, reason));
    }

    private <T> void end(Call<T> call, Peer peer, @Nullable Failure failure, @Nullable String reason) {
        call.over = true;
        Failure why = failure == null ? new Failure.Ambiguous("no answer") : failure;
        call.end(new Ending<>(Outcome.failed(why), reason, null, peer));
    }

    void adopt(SelfInfo self, long epoch) {
        Limits own = limits;
        fleet.accounts()
                .adopt(self.account(), own == null ? Limits.forAccount(self.bot()) : own)
                .whenCompleteAsync(
                        (memory, bug) -> {
                            account = memory;
                            connection.ready(epoch);
                        },
                        strand);
    }

    void resume(SelfInfo self) {
        AccountMemory memory = account;
        if (memory != null) {
            dispatcher.resume(memory.budget());
        }
    }

    void pause() {
        dispatcher.pause();
    }

    void lost(String reason) {
        connection.lost(reason);
    }

    void rejected(Failure.Rejected failure) {
        if (failure.reason().equals("PEER_FLOOD") || failure.reason().equals("FROZEN_METHOD_INVALID")) {
            connection.quarantine(failure.reason());
        }
    }

    void flooded(Event.FloodWaited flood) {
        tally.flooded(flood);
        tell(flood);
        AccountMemory memory = account;
        if (memory != null) {
            tally.gates(memory.budget().closed(timeline().nanos()).size());
            memory.gateClosed();
        }
    }

    /** Something may have been learned that is worth keeping. */
    void touched() {
        AccountMemory memory = account;
        if (memory != null) {
            memory.touched();
        }
    }

    void tell(Event event) {
        mailbox.tell(event);
    }

    private boolean offered(Event event, Runnable handled) {
        switch (event.kind()) {
            case CONNECTION_CHANGED -> {
                Event.ConnectionChanged changed = (Event.ConnectionChanged) event;
                strand.execute(() -> connection.changed(changed.state(), changed.cause()));
                handled.run();
                return true;
            }
            case CHAT_MIGRATED -> strand.execute(() -> migrate((Event.ChatMigrated) event));
            case NEW_MESSAGE, MESSAGE_EDITED, MESSAGES_DELETED, DISCONNECTED, FLOOD_WAITED, SESSION_LOST, NOTICE -> {
                // of interest to handlers only
            }
        }
        return mailbox.offer(event, handled);
    }

    private void migrate(Event.ChatMigrated change) {
        Peer from = Peer.of(change.from());
        Peer to = Peer.of(change.to());
        migrated.put(from, to);
        dispatcher.lanes().rename(from, to);
        AccountMemory memory = account;
        if (memory != null) {
            memory.budget().rename(from, to);
        }
        dispatcher.pumpSoon();
    }

    private SendResult tooLong(int length, int most) {
        return SendResult.refused(
                SendStatus.TOO_LONG,
                "MESSAGE_TOO_LONG",
                "the text has " + length + " characters after parsing; at most " + most + " are allowed",
                config.sessionName());
    }

    private CompletableFuture<SendResult> promised(Consumer<Consumer<SendResult>> work) {
        CompletableFuture<SendResult> promise = new CompletableFuture<>();
        strand.execute(() -> work.accept(result -> callbacks.execute(() -> promise.complete(result))));
        return promise;
    }

    private <T> CompletableFuture<Outcome<T>> asked(Consumer<Consumer<Ending<T>>> work) {
        CompletableFuture<Outcome<T>> promise = new CompletableFuture<>();
        strand.execute(() -> {
            Failure down = down();
            if (down != null) {
                callbacks.execute(() -> promise.complete(Outcome.failed(down)));
            } else {
                work.accept(ending -> callbacks.execute(() -> promise.complete(ending.outcome())));
            }
        });
        return promise;
    }

    private static <T> CompletionStage<Outcome<T>> unsupported(String what) {
        return CompletableFuture.completedStage(Outcome.failed(new Failure.Unsupported(what)));
    }
}
