// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.Receiving;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A transport of one session whose server answers what the test wrote down, in its order, and accepts everything once the
 * script is over. It keeps to what transports promise: a broken connection completes what was pending.
 */
final class ScriptedTransport implements Transport, Link {
    static final Duration LATENCY = Duration.ofMillis(10);
    static final long ACCOUNT = 900;

    /** An answer to a send. */
    private enum Play {
        ACCEPT,
        ACCEPT_BUT_LOSE_THE_ANSWER,
        REFUSE,
        SAY_NOTHING
    }

    private record Line(Play play, Failure failure) {}

    /** When requests arrived, by their order, and what they were. */
    final List<SendRequest> requests = new ArrayList<>();

    final List<Long> times = new ArrayList<>();
    final List<Peer> lookups = new ArrayList<>();
    final List<Message> chat = new ArrayList<>();
    final Map<String, Entity> people = new TreeMap<>();
    final List<Long> connects = new ArrayList<>();
    /** What was said of somebody who listens, in order. */
    final List<Boolean> wanted = new ArrayList<>();

    final ArrayDeque<Failure> connectFailures = new ArrayDeque<>();
    private final ArrayDeque<Line> script = new ArrayDeque<>();
    private final List<CompletableFuture<Outcome<SentMessage>>> pending = new ArrayList<>();
    private final Timeline time;
    private Capabilities capabilities;
    private EventSink sink = (event, handled) -> false;
    private long messageIds = 100;

    ScriptedTransport(Timeline time, Collection<Feature> features) {
        this.time = time;
        this.capabilities = Capabilities.of(features);
    }

    // --- what the test writes down ---

    ScriptedTransport carrying(int calls, int uploads) {
        capabilities = capabilities.underWay(calls, uploads);
        return this;
    }

    ScriptedTransport accept() {
        script.add(new Line(Play.ACCEPT, new Failure.Ambiguous("")));
        return this;
    }

    ScriptedTransport refuse(Failure failure) {
        script.add(new Line(Play.REFUSE, failure));
        return this;
    }

    ScriptedTransport acceptButLoseTheAnswer() {
        script.add(new Line(Play.ACCEPT_BUT_LOSE_THE_ANSWER, new Failure.Ambiguous("cut off")));
        return this;
    }

    ScriptedTransport sayNothing() {
        script.add(new Line(Play.SAY_NOTHING, new Failure.Ambiguous("")));
        return this;
    }

    boolean offer(Event event, Runnable handled) {
        return sink.offer(event, handled);
    }

    boolean offer(Event event, long updateId, Runnable handled) {
        return sink.offer(event, updateId, handled);
    }

    boolean offer(Event event, long updateId, Runnable handled, Runnable left) {
        return sink.offer(event, updateId, handled, left);
    }

    /** The connection breaks: what is pending did not happen. */
    void breakConnection() {
        sink.offer(
                new Event.ConnectionChanged(
                        ConnectionState.DISCONNECTED, new Failure.Unavailable(Failure.Origin.NETWORK, "reset")),
                () -> {});
        completePending();
    }

    List<String> texts() {
        return requests.stream().map(one -> one.message().text().text()).toList();
    }

    // --- what transports do ---

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Link link(ClientConfig config, EventSink events) {
        sink = events;
        return this;
    }

    @Override
    public CompletionStage<Void> close() {
        completePending();
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Outcome<SelfInfo>> connect() {
        connects.add(time.nanos());
        Failure failure = connectFailures.poll();
        return later(
                failure == null
                        ? Outcome.done(new SelfInfo(new AccountId(ACCOUNT), true, "scripted"))
                        : Outcome.failed(failure));
    }

    @Override
    public CompletionStage<Void> disconnect() {
        completePending();
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        requests.add(request);
        times.add(time.nanos());
        Line line = script.isEmpty() ? new Line(Play.ACCEPT, new Failure.Ambiguous("")) : script.remove();
        CompletableFuture<Outcome<SentMessage>> answer = new CompletableFuture<>();
        pending.add(answer);
        switch (line.play()) {
            case ACCEPT -> answerLater(answer, Outcome.done(accepted(request)));
            case ACCEPT_BUT_LOSE_THE_ANSWER -> {
                accepted(request);
                answerLater(answer, Outcome.failed(line.failure()));
            }
            case REFUSE -> answerLater(answer, Outcome.failed(line.failure()));
            case SAY_NOTHING -> {
                // until the connection breaks
            }
        }
        return answer;
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        if (type == EntityLookup.class && capabilities.offers(Feature.ENTITIES)) {
            EntityLookup lookup = this::lookUp;
            return Optional.of(type.cast(lookup));
        }
        if (type == History.class && capabilities.offers(Feature.HISTORY)) {
            History history = this::page;
            return Optional.of(type.cast(history));
        }
        if (type == Receiving.class) {
            Receiving receiving = wanted::add;
            return Optional.of(type.cast(receiving));
        }
        return Optional.empty();
    }

    private CompletionStage<Outcome<Entity>> lookUp(Peer peer) {
        lookups.add(peer);
        Entity found = people.get(peer.toString());
        return later(
                found == null
                        ? Outcome.failed(new Failure.Rejected(SendStatus.NOT_FOUND, 400, "USERNAME_NOT_OCCUPIED"))
                        : Outcome.done(found));
    }

    private CompletionStage<Outcome<HistoryPage>> page(HistoryQuery query) {
        List<Message> newest = new ArrayList<>(chat);
        java.util.Collections.reverse(newest);
        return later(Outcome.done(new HistoryPage(newest, newest.size(), false)));
    }

    private SentMessage accepted(SendRequest request) {
        long chatId = request.peer().kind() == Peer.Kind.ID ? ((Peer.Id) request.peer()).value() : 0;
        SentMessage sent = new SentMessage(chatId, messageIds++, time.instant());
        FormattedText text = request.message().text();
        chat.add(new Message(chatId, sent.messageId(), ACCOUNT, sent.date(), null, text, true, 0, 0, null));
        return sent;
    }

    private void answerLater(CompletableFuture<Outcome<SentMessage>> answer, Outcome<SentMessage> outcome) {
        time.strand("scripted").after(LATENCY, () -> {
            pending.remove(answer);
            answer.complete(outcome);
        });
    }

    private <T> CompletionStage<Outcome<T>> later(Outcome<T> outcome) {
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        time.strand("scripted").after(LATENCY, () -> answer.complete(outcome));
        return answer;
    }

    private void completePending() {
        List<CompletableFuture<Outcome<SentMessage>>> cut = List.copyOf(pending);
        pending.clear();
        cut.forEach(one ->
                one.complete(Outcome.failed(new Failure.Unavailable(Failure.Origin.NETWORK, "the connection broke"))));
    }
}
