// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The least that a transport can be: it sends and receives text, and offers nothing else but duplicates being known. */
final class PlainTransport implements Transport, Truth {
    static final Duration LATENCY = Duration.ofMillis(40);
    private static final Map<String, Long> NAMES = new TreeMap<>(
            Map.of("alice", 11L, "bob", 12L, "blocked", 13L, "deactivated", 14L, "news", -1001000000009L));
    private static final Duration SLOW = Duration.ofSeconds(30);

    final Strand strand;
    final List<PlainLink> links = new ArrayList<>();
    final PluginContext context;
    private final List<Accepted> accepted = new ArrayList<>();
    private final Map<Long, Instant> open = new TreeMap<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    /** Whether what is carried out is answered with an error. */
    boolean erring;

    PlainTransport(PluginContext context) {
        this.context = context;
        this.strand = context.timeline().strand("plain");
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
        PlainLink link = new PlainLink(this, config, sink);
        links.add(link);
        return link;
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        return type == Truth.class ? Optional.of(type.cast(this)) : Optional.empty();
    }

    @Override
    public CompletionStage<Void> close() {
        links.forEach(PlainLink::end);
        closed.complete(null);
        return closed;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    Instant now() {
        return context.timeline().instant();
    }

    /** The account of a session: its name decides. */
    long account(ClientConfig config) {
        return 1000 + Math.floorMod(config.sessionName().value().hashCode(), 100_000);
    }

    /** Null where it may be sent. */
    @Nullable
    Failure judge(PlainLink from, long chatId, OutgoingMessage message) {
        if (message.schedule() != null) {
            return new Failure.Unsupported("schedule");
        }
        if (message.topic() != 0) {
            return new Failure.Unsupported("topics");
        }
        if (message.media() != null) {
            return new Failure.Unsupported("media");
        }
        if (chatId == 0) {
            return new Failure.Rejected(SendStatus.NOT_FOUND, 400, "USERNAME_NOT_OCCUPIED");
        }
        if (chatId == 13 || chatId == 14 || chatId == -1001000000003L) {
            return new Failure.Rejected(SendStatus.FORBIDDEN, 403, "CHAT_WRITE_FORBIDDEN");
        }
        if (message.text().length() > Capabilities.TEXT_LENGTH) {
            return new Failure.Rejected(SendStatus.TOO_LONG, 400, "MESSAGE_TOO_LONG");
        }
        Duration wait = untilOpen(chatId);
        if (wait.isZero()) {
            open.put(chatId, now().plus(chatId == -1001000000001L ? SLOW : Duration.ofSeconds(1)));
            return null;
        }
        return new Failure.Throttled(wait, FloodScope.CHAT, "FLOOD_WAIT of " + from);
    }

    /** Forgets how long each chat is closed. */
    void openAll() {
        open.clear();
    }

    private Duration untilOpen(long chatId) {
        Duration wait = Duration.between(now(), open.getOrDefault(chatId, Instant.MIN.plusSeconds(1)));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** 0 for nobody. */
    long resolve(PlainLink from, Peer peer) {
        return switch (peer.kind()) {
            case ID -> ((Peer.Id) peer).value();
            case SELF -> account(from.config);
            case USERNAME -> NAMES.getOrDefault(((Peer.Username) peer).value(), 0L);
        };
    }

    Accepted accept(PlainLink from, long chatId, SendRequest request) {
        Accepted message = new Accepted(
                now(),
                account(from.config),
                from.config.sessionName().value(),
                chatId,
                accepted.size() + 1,
                request.message().text().text());
        accepted.add(message);
        links.stream()
                .filter(link -> account(link.config) == chatId)
                .forEach(link -> strand.after(LATENCY, () -> link.deliver(message, request)));
        return message;
    }

    @Override
    public List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    @Override
    public Judgement judgement() {
        return new Judgement(accepted.size(), 0, 0, 0, 0);
    }
}
