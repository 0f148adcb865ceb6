// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.Entity;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Media;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.simulator.world.Answer;
import dev.heliograph.simulator.world.Call;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The link of one session: turns the calls of the port into requests to the world. */
final class SimulatorLink implements Link, Editing, Forwarding, History, EntityLookup {
    private static final List<Class<?>> FACETS =
            List.of(Editing.class, Forwarding.class, History.class, EntityLookup.class);

    private final Wire wire;
    private final World world;

    SimulatorLink(Wire wire, World world) {
        this.wire = wire;
        this.world = world;
    }

    @Override
    public CompletionStage<Outcome<SelfInfo>> connect() {
        return wire.connect();
    }

    @Override
    public CompletionStage<Void> disconnect() {
        return wire.disconnect();
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        Exchange<SentMessage> exchange = wire.exchange(
                true,
                call -> world.send(call, request.peer(), request.message(), request.randomId()),
                Function.identity());
        Media media = request.message().media();
        CompletionStage<Outcome<SentMessage>> answer =
                media == null ? wire.post(exchange) : wire.post(exchange, media, request.progress());
        return answer.thenApply(
                outcome -> outcome.map(sent -> told(sent, request.message().schedule())));
    }

    /** What is kept until its time has a number among those that wait, which is not one of the chat's. */
    private static SentMessage told(SentMessage sent, @Nullable Instant schedule) {
        boolean kept = schedule != null && sent.date().equals(schedule.truncatedTo(ChronoUnit.SECONDS));
        return kept ? new SentMessage(sent.chatId(), 0, sent.date()) : sent;
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> edit(MessageRef message, FormattedText text, boolean linkPreview) {
        return wire.post(wire.exchange(true, call -> world.edit(call, message, text), Function.identity()));
    }

    @Override
    public CompletionStage<Outcome<Integer>> delete(long chatId, List<Long> messageIds) {
        List<Long> ids = List.copyOf(messageIds);
        return wire.post(wire.exchange(true, call -> world.delete(call, chatId, ids), standing -> ids.size()));
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> forward(Peer peer, MessageRef message, boolean silent, long randomId) {
        return wire.post(
                wire.exchange(true, call -> world.forward(call, peer, message, randomId), Function.identity()));
    }

    @Override
    public CompletionStage<Outcome<HistoryPage>> page(HistoryQuery query) {
        return read(call -> world.history(call, query));
    }

    @Override
    public CompletionStage<Outcome<Entity>> lookUp(Peer peer) {
        return read(call -> world.lookUp(call, peer));
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        return FACETS.contains(type) ? Optional.of(type.cast(this)) : Optional.empty();
    }

    private <T> CompletionStage<Outcome<T>> read(Function<Call, Answer<T>> body) {
        return wire.post(wire.exchange(false, body, standing -> {
            throw new IllegalStateException("a call that only reads leaves nothing behind");
        }));
    }
}
