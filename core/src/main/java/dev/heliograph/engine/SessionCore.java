// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Event;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Limits;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SessionHealth;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.SessionStatistics;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TransferProgress;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.policy.HealthPolicy;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One session: its strand and everything that runs on it. Public methods may be called from any thread; the futures they
 * give complete on the session's callback strand.
 */
@Stable
public final class SessionCore {
    private final ClientConfig config;
    private final Fleet fleet;
    private final Capabilities capabilities;
    private final Strand strand;
    private final Strand callbacks;
    private final Tally tally;
    private final TallyMemory counts;
    private final Mailbox mailbox;
    private final Inbound inbound;
    private final Link link;
    private final Connection connection;
    private final Dispatcher dispatcher;
    private final NameBook names;
    private final MessageIds ids;
    private final Intake intake = new Intake(this);
    private final SessionAccount account;
    private final Map<Peer, Long> lastSent = new LatestOnly<>(10_000);
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
        this.account = new SessionAccount(this, fleet.accounts(), limits);
        this.capabilities = transport.capabilities();
        String name = config.sessionName().value();
        this.strand = fleet.timeline().strand(name);
        this.callbacks = fleet.timeline().blockingStrand(name + "/callbacks");
        this.ids = new MessageIds(name, fleet.timeline());
        this.tally = new Tally(config.sessionName(), fleet.metrics(), fleet.timeline());
        this.counts = new TallyMemory(config.sessionName(), tally, fleet.state().cells(), fleet.timeline(), strand);
        tally.whenCounted(counts::touched);
        this.mailbox = new Mailbox(name, fleet.timeline(), tally);
        this.inbound = new Inbound(this, mailbox);
        this.dispatcher = new Dispatcher(this, retry);
        this.connection = new Connection(this, fleet, transport.server());
        this.names = new NameBook(this);
        this.link = transport.link(config, inbound);
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

    /** Whether Telegram keeps messages of this session until their time: it does so for users only. */
    public boolean schedules() {
        return capabilities.offers(Feature.SCHEDULE) && !config.isBot();
    }

    /** Why the message could never be sent once its time has come, or null. */
    public @Nullable SendResult unfit(OutgoingMessage message) {
        return intake.unfit(message.toBuilder().schedule(null).build());
    }

    /** Connects; completes with the account, or with why not. */
    public CompletableFuture<Outcome<SelfInfo>> connect() {
        return fleet.promises().ask(strand, () -> Outcome.failed(Promises.closed()), connection::connect);
    }

    /** Whether it sends, or will once its connection is back. */
    public boolean isUsable() {
        return intake.down() == null && state() != SessionState.QUARANTINED;
    }

    /** Whether this process has it, connected or coming back, and may write to strangers: its rows are best sent here. */
    public boolean isHere() {
        return connection.isHere() && state() != SessionState.QUARANTINED;
    }

    /** A key that no other message has. */
    public String newKey() {
        return ids.newKey();
    }

    /** The present time. */
    public Instant now() {
        return timeline().instant();
    }

    /** Gives the rows of that job that wait in lanes back to the outbox; each ends with the reason TAKEN_BACK. */
    public void takeBack(String job) {
        strand.execute(() -> intake.takeBack(job));
    }

    /** Gives the rows of that queue that wait in lanes back to the outbox. */
    void takeBack(OutboxPump pump) {
        strand.execute(() -> intake.takeBack(pump));
    }

    /** Has a queue owned by whichever process has the session connected, from now on. */
    public void carry(Tenure queue) {
        strand.execute(() -> connection.carry(queue));
    }

    /** Breaks the connection until {@link #connect}. */
    public CompletableFuture<Void> disconnect() {
        CompletableFuture<Boolean> disconnected = fleet.promises().ask(strand, () -> true, promise -> {
            connection.disconnect(false, () -> promise.accept(true));
            intake.abandon(
                    new Failure.Unavailable(Failure.Origin.NETWORK, "the session was disconnected"), "NOT_CONNECTED");
        });
        return disconnected.thenAccept(done -> {});
    }

    /** Sends a message. */
    public CompletableFuture<SendResult> send(OutgoingMessage message, TransferProgress progress) {
        return promised(promise -> {
            SendCall call = new SendCall(this, message, Job.NONE, progress, promise);
            promise.otherwise(() -> intake.unanswered(call));
            SendResult refusal = intake.refusal(message);
            if (refusal != null) {
                call.refuse(refusal);
            } else {
                intake.submit(message.peer(), call);
            }
        });
    }

    /** Forwards a message. */
    public CompletableFuture<SendResult> forward(Peer peer, MessageRef message) {
        return promised(promise -> {
            ForwardCall call = new ForwardCall(this, peer, message, promise);
            promise.otherwise(() -> intake.unanswered(call));
            intake.submit(peer, call);
        });
    }

    /** Replaces the text of a message; it keeps its place among the messages to that chat. */
    public CompletableFuture<SendResult> edit(MessageRef message, FormattedText text, boolean linkPreview) {
        return promised(promise -> {
            if (text.length() > capabilities.maxTextLength()) {
                promise.accept(
                        intake.tooLong("edited in " + message.chatId(), text.length(), capabilities.maxTextLength()));
                return;
            }
            EditCall call = new EditCall(this, message.messageId(), text, linkPreview, promise);
            promise.otherwise(() -> intake.unanswered(call));
            intake.submit(Peer.of(message.chatId()), call);
        });
    }

    /** Deletes messages of one chat. */
    public CompletableFuture<Outcome<Integer>> delete(long chatId, List<Long> messageIds) {
        return this.<Integer>asked(taker -> intake.submit(Peer.of(chatId), LinkCall.deletion(this, messageIds, taker)));
    }

    /** Reads a page of history. */
    public CompletableFuture<Outcome<HistoryPage>> history(HistoryQuery query) {
        return this.<HistoryPage>asked(taker -> intake.submit(query.peer(), LinkCall.history(this, query, taker)));
    }

    /** Finds out who somebody is. */
    public CompletableFuture<Outcome<Entity>> entity(Peer peer) {
        return this.<Entity>asked(taker -> names.find(peer, taker));
    }

    /** As {@link #register}, for a handler of messages: while there is one, the session receives. */
    public Runnable listen(Consumer<Event> handler) {
        return inbound.listen(handler);
    }

    /** Calls the handler for every event until the returned action is run. */
    public Runnable register(Consumer<Event> handler) {
        return mailbox.register(handler);
    }

    /** What it did so far. */
    public SessionStatistics statistics() {
        return tally.snapshot(state(), counts.elsewhere());
    }

    /** As {@link #statistics}, once what others noted in the state was read, or could not be. */
    public CompletableFuture<SessionStatistics> latestStatistics() {
        return fleet.promises()
                .ask(strand, this::statistics, promise -> counts.look(() -> promise.accept(statistics())));
    }

    /** Whether it can be relied upon. */
    public SessionHealth health() {
        HealthPolicy.Verdict verdict = HealthPolicy.judge(new HealthPolicy.Signs(
                state(),
                tally.sinceAnswer(),
                tally.depth() > 0,
                account.closedFor(),
                tally.failureShare(),
                fleet.watch().trouble()));
        Failure trouble = connection.trouble();
        List<String> reasons = new ArrayList<>(verdict.reasons());
        if (trouble != null) {
            reasons.add(trouble.reason());
        }
        return new SessionHealth(config.sessionName(), verdict.isHealthy(), state(), verdict.score(), reasons);
    }

    /** What would hold the message now. */
    public CompletableFuture<Explanation> explain(OutgoingMessage message) {
        return fleet.promises()
                .ask(
                        strand,
                        () -> Explainer.closed(this, message),
                        promise -> FarExplainer.explain(this, fleet, message, promise));
    }

    /** Changes the limits from now on; changes of several callers are made one after the other. */
    public void limits(UnaryOperator<Limits> change) {
        strand.execute(() -> account.limits(change));
    }

    /** The limits it keeps to now. */
    public Limits limits() {
        return account.limits();
    }

    /** Other retries from now on. */
    public void retry(RetryConfig next) {
        strand.execute(() -> dispatcher.aftermath().retry(next));
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
        return fleet.promises().ask(strand, () -> 0, promise -> {
            draining = true;
            new Closing(this, mailbox, counts, drain).begin(promise::accept);
        });
    }

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

    Connection connection() {
        return connection;
    }

    NameBook names() {
        return names;
    }

    Intake intake() {
        return intake;
    }

    boolean isDraining() {
        return draining;
    }

    /** The id of the latest message that this session is known to have sent to the chat, or 0. */
    long lastSent(Peer peer) {
        return lastSent.getOrDefault(peer, 0L);
    }

    /** A message stands in the chat. */
    void sent(Peer peer, long messageId) {
        lastSent.put(peer, messageId);
    }

    long newRandomId() {
        return ids.newRandomId();
    }

    SessionAccount account() {
        return account;
    }

    void named(Peer name, long id) {
        fleet.named(name, id);
    }

    /** Another process may have had the session: what it counted is taken over. */
    void recount() {
        strand.execute(() -> counts.look(() -> {}));
    }

    void tell(Event event) {
        mailbox.tell(event);
    }

    private CompletableFuture<SendResult> promised(Consumer<Promises.Promise<SendResult>> work) {
        return fleet.promises().ask(strand, intake::closed, work);
    }

    private <T> CompletableFuture<Outcome<T>> asked(Consumer<Consumer<Ending<T>>> work) {
        return fleet.promises().<Outcome<T>>ask(strand, () -> Outcome.failed(Promises.closed()), promise -> {
            Failure down = intake.down();
            if (down != null) {
                promise.accept(Outcome.failed(down));
            } else {
                promise.otherwise(
                        () -> Outcome.failed(new Failure.Ambiguous("the fleet was closed before the server answered")));
                work.accept(ending -> promise.accept(ending.outcome()));
            }
        });
    }
}
