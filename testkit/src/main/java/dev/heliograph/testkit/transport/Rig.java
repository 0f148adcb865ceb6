// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.Receiving;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.testkit.time.Clockwork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** An open transport, and how the clauses use it: patiently, as an engine would. */
final class Rig implements AutoCloseable {
    private static final int ATTEMPTS = 20;
    private static final Duration PASSING = Duration.ofSeconds(1);

    final TransportFixture fixture;
    final Clockwork clockwork;
    final Transport transport;
    final Inhabitants people;
    private final RandomGenerator chance;
    private @Nullable Participant first;
    private @Nullable Participant second;

    Rig(TransportFixture fixture) {
        this.fixture = fixture;
        this.people = fixture.inhabitants();
        this.clockwork = fixture.clockwork().get();
        this.chance = clockwork.timeline().chance("contract");
        this.transport =
                fixture.transport().provider().open(fixture.transport().settings(), clockwork.context("contract"));
    }

    /** The session that sends, connected. */
    Participant first() {
        Participant known = first;
        if (known == null) {
            known = connected(fixture.first());
            first = known;
        }
        return known;
    }

    /** The session that receives, connected. */
    Participant second() {
        Participant known = second;
        if (known == null) {
            known = connected(fixture.second());
            second = known;
        }
        return known;
    }

    private Participant connected(ClientConfig config) {
        RecordingSink sink = new RecordingSink();
        Link link = transport.link(config, sink);
        link.facet(Receiving.class).ifPresent(receiving -> receiving.receive(true));
        SelfInfo self = done(patiently(link::connect), "connect of " + config);
        return new Participant(config, link, sink, self);
    }

    /** A link that is not connected and whose events nobody wants. */
    Link unconnected(ClientConfig config) {
        EventSink nobody = (event, handled) -> {
            handled.run();
            return true;
        };
        return transport.link(config, nobody);
    }

    boolean offers(Feature feature) {
        return transport.capabilities().offers(feature);
    }

    /** A text that no other message has. */
    String words() {
        return "contract " + Long.toString(chance.nextLong(), 36).replace('-', 'x');
    }

    long randomId() {
        return chance.nextLong();
    }

    SendRequest request(OutgoingMessage message) {
        return new SendRequest(message.peer(), message, randomId(), (bytes, total) -> {});
    }

    SendRequest request(Peer peer, String text) {
        return request(OutgoingMessage.to(peer).text(text).build());
    }

    <T> T await(CompletionStage<T> stage) {
        return clockwork.await(stage);
    }

    /** Sends with patience: one message, one number. */
    Outcome<SentMessage> send(OutgoingMessage message) {
        SendRequest request = request(message);
        return patiently(() -> first().link().send(request));
    }

    /** Sends what must be accepted. */
    SentMessage sent(OutgoingMessage.Builder message) {
        return done(send(message.build()), "send");
    }

    SentMessage sent(Peer peer, String text) {
        return sent(OutgoingMessage.to(peer).text(text));
    }

    /** Lets the second session get a message from the first one, or from the fixture's correspondent. */
    void write(String text) {
        Correspondent outside = fixture.correspondent();
        if (outside == null) {
            sent(second().peer(), text);
        } else {
            outside.write(second().self(), text);
        }
    }

    /** Calls until the answer is final: waits out floods and passing failures, as an engine does. */
    <T> Outcome<T> patiently(Supplier<CompletionStage<Outcome<T>>> call) {
        Outcome<T> outcome = await(call.get());
        for (int i = 1; i < ATTEMPTS; i++) {
            Duration pause = pause(outcome.failure());
            if (pause.isZero()) {
                return outcome;
            }
            clockwork.advance(pause);
            outcome = await(call.get());
        }
        return outcome;
    }

    private Duration pause(@Nullable Failure failure) {
        if (failure == null) {
            return Duration.ZERO;
        }
        return switch (failure.kind()) {
            case THROTTLED -> ((Failure.Throttled) failure).retryAfter().plusMillis(100);
            case UNAVAILABLE -> PASSING;
            case AMBIGUOUS -> offers(Feature.DEDUPLICATION) ? PASSING : Duration.ZERO;
            case REJECTED, SESSION_LOST, UNSUPPORTED -> Duration.ZERO;
        };
    }

    <T> T done(Outcome<T> outcome, String what) {
        assertThat(outcome.failure()).as("failure of " + what).isNull();
        return outcome.orThrow();
    }

    /** The newest message of the chat that has the text, as a reader of the chat sees it. */
    Message standing(long chatId, String text) {
        History history = first().link().facet(History.class).orElseThrow();
        var page = done(patiently(() -> history.page(HistoryQuery.of(Peer.of(chatId)))), "history");
        return page.messages().stream()
                .filter(message -> message.text().text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message '" + text + "' stands in " + chatId));
    }

    /** How often the text stands in the chat: by the witness, else by the server's truth, else by the chat's history. */
    long copies(long chatId, String text) {
        return texts(chatId).stream().filter(text::equals).count();
    }

    /** What stands in the chat, in no order. */
    List<String> texts(long chatId) {
        Witness witness = fixture.witness();
        if (witness != null) {
            return witness.texts(chatId);
        }
        var truth = transport.facet(Truth.class);
        if (truth.isPresent()) {
            return truth.get().accepted().stream()
                    .filter(accepted -> accepted.chatId() == chatId)
                    .map(Truth.Accepted::text)
                    .toList();
        }
        History history = first().link()
                .facet(History.class)
                .orElseThrow(() -> new AssertionError(
                        "the fixture needs a witness: the transport offers neither HISTORY nor the server's truth"));
        var page = done(patiently(() -> history.page(HistoryQuery.of(Peer.of(chatId)))), "history");
        return page.messages().stream().map(message -> message.text().text()).toList();
    }

    /** Lets a moment pass in which late events and answers would arrive. */
    void letSettle() {
        clockwork.advance(clockwork.isVirtual() ? Duration.ofMinutes(5) : Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        try {
            await(transport.close());
        } finally {
            clockwork.close();
        }
    }
}
