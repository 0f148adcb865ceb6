// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.courier;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Where all letters pass through. It offers what it declares and refuses the rest by name. */
final class CourierOffice implements Transport, Truth {
    private final Timeline timeline;
    private final Strand strand;
    private final Duration way;
    private final AddressBook addresses;
    private final List<CourierLink> links = new CopyOnWriteArrayList<>();
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    /** Letters by account and number: a repeated number is the same letter. */
    private final Map<String, SentMessage> taken = new TreeMap<>();

    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    CourierOffice(PluginContext context, Duration way, AddressBook addresses) {
        this.timeline = context.timeline();
        this.strand = timeline.strand("courier/" + context.instance());
        this.way = way;
        this.addresses = addresses;
    }

    static Capabilities offered() {
        return Capabilities.of(List.of(Feature.DEDUPLICATION));
    }

    @Override
    public Capabilities capabilities() {
        return offered();
    }

    @Override
    public Link link(ClientConfig config, EventSink sink) {
        CourierLink link = new CourierLink(this, config, sink);
        links.add(link);
        return link;
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        return type == Truth.class ? Optional.of(type.cast(this)) : Optional.empty();
    }

    @Override
    public CompletionStage<Void> close() {
        soon(() -> {
            links.forEach(CourierLink::cut);
            closed.complete(null);
        });
        return closed;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Runs it on the strand of the office. */
    void soon(Runnable body) {
        strand.execute(body);
    }

    /** Runs it when a courier has gone one way. */
    void oneWay(Runnable body) {
        var unused = strand.after(way, body);
    }

    /** Takes a letter or refuses it. */
    Outcome<SentMessage> take(CourierLink from, SendRequest request) {
        String number = from.account() + " " + request.randomId();
        SentMessage known = taken.get(number);
        if (known != null) {
            return Outcome.done(known);
        }
        Instant now = timeline.instant();
        long chat = addresses.find(request.peer(), from.account());
        Failure failure = unsupported(request.message());
        if (failure == null) {
            failure = addresses.refuse(from.account(), chat, now);
        }
        if (failure != null) {
            return Outcome.failed(failure);
        }
        SentMessage sent = new SentMessage(chat, taken.size() + 1L, now.truncatedTo(ChronoUnit.SECONDS));
        taken.put(number, sent);
        accepted.add(new Accepted(
                now,
                from.account(),
                from.session(),
                chat,
                sent.messageId(),
                request.message().text().text()));
        links.stream()
                .filter(link -> link.account() == chat && link != from)
                .forEach(link -> oneWay(() -> link.receive(from.account(), sent, request.message())));
        return Outcome.done(sent);
    }

    private static @Nullable Failure unsupported(OutgoingMessage message) {
        if (message.schedule() != null) {
            return new Failure.Unsupported(Feature.SCHEDULE.name());
        }
        if (message.topic() != 0) {
            return new Failure.Unsupported(Feature.TOPICS.name());
        }
        if (message.media() != null) {
            return new Failure.Unsupported(Feature.MEDIA.name());
        }
        boolean fits = message.text().length() <= offered().maxTextLength();
        return fits ? null : new Failure.Rejected(SendStatus.TOO_LONG, 400, "LETTER_TOO_LONG");
    }

    @Override
    public List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    @Override
    public Judgement judgement() {
        return new Judgement(accepted.size(), 0, 0, 0, 0);
    }

    @Override
    public String toString() {
        return "courier:";
    }
}
