// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.ForwardingLink;
import dev.heliograph.spi.transport.ForwardingTransport;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Transports that the contract must catch, each with one lie. */
final class Liars {
    private Liars() {}

    /** A transport whose links lie. */
    static class Liar extends ForwardingTransport {
        final PlainTransport plain;

        Liar(Transport target) {
            super(target);
            this.plain = (PlainTransport) target;
        }

        @Override
        public Link link(ClientConfig config, EventSink sink) {
            return new LyingLink(this, super.link(config, lie(sink)), config);
        }

        EventSink lie(EventSink sink) {
            return sink;
        }

        SendRequest lie(SendRequest request) {
            return request;
        }

        Outcome<SentMessage> lie(Outcome<SentMessage> outcome) {
            return outcome;
        }

        CompletionStage<Outcome<SentMessage>> send(Link honest, SendRequest request) {
            return honest.send(lie(request)).thenApply(this::lie);
        }

        CompletionStage<Outcome<SelfInfo>> connect(Link honest) {
            return honest.connect();
        }

        CompletionStage<Void> disconnect(Link honest) {
            return honest.disconnect();
        }

        String name(Link honest, ClientConfig config) {
            return honest + " of " + config.sessionName();
        }
    }

    private static final class LyingLink extends ForwardingLink {
        private final Liar liar;
        private final Link honest;
        private final ClientConfig config;

        LyingLink(Liar liar, Link honest, ClientConfig config) {
            super(honest);
            this.liar = liar;
            this.honest = honest;
            this.config = config;
        }

        @Override
        public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
            return liar.send(honest, request);
        }

        @Override
        public CompletionStage<Outcome<SelfInfo>> connect() {
            return liar.connect(honest);
        }

        @Override
        public CompletionStage<Void> disconnect() {
            return liar.disconnect(honest);
        }

        @Override
        public String toString() {
            return liar.name(honest, config);
        }
    }

    static final class TellsAnotherChat extends Liar {
        TellsAnotherChat(Transport target) {
            super(target);
        }

        @Override
        Outcome<SentMessage> lie(Outcome<SentMessage> outcome) {
            return outcome.map(sent -> new SentMessage(sent.chatId() - 1, sent.messageId(), sent.date()));
        }
    }

    static final class TellsNoId extends Liar {
        TellsNoId(Transport target) {
            super(target);
        }

        @Override
        Outcome<SentMessage> lie(Outcome<SentMessage> outcome) {
            return outcome.map(sent -> new SentMessage(sent.chatId(), 0, sent.date()));
        }
    }

    /** Every second message is said to be sent and is not. */
    static final class DropsMessages extends Liar {
        private int sends;

        DropsMessages(Transport target) {
            super(target);
        }

        @Override
        CompletionStage<Outcome<SentMessage>> send(Link honest, SendRequest request) {
            if (sends++ % 2 == 0) {
                return super.send(honest, request);
            }
            SentMessage invented = new SentMessage(-1001000000002L, 77 + sends, VirtualTimeline.START);
            return CompletableFuture.completedFuture(Outcome.done(invented));
        }
    }

    static final class DeclaresWhatItLacks extends Liar {
        DeclaresWhatItLacks(Transport target) {
            super(target);
        }

        @Override
        public Capabilities capabilities() {
            TreeSet<Feature> more = new TreeSet<>(super.capabilities().features());
            more.add(Feature.HISTORY);
            return Capabilities.of(more);
        }
    }

    static final class ForgetsNumbers extends Liar {
        private long number;

        ForgetsNumbers(Transport target) {
            super(target);
        }

        @Override
        SendRequest lie(SendRequest request) {
            return new SendRequest(request.peer(), request.message(), number++, request.progress());
        }
    }

    static final class CallsFloodsFinal extends Liar {
        CallsFloodsFinal(Transport target) {
            super(target);
        }

        @Override
        Outcome<SentMessage> lie(Outcome<SentMessage> outcome) {
            return outcome.failure() instanceof Failure.Throttled
                    ? Outcome.failed(new Failure.Rejected(SendStatus.FAILED, 429, "TOO_FAST"))
                    : outcome;
        }
    }

    static final class AsksForYears extends Liar {
        AsksForYears(Transport target) {
            super(target);
        }

        @Override
        Outcome<SentMessage> lie(Outcome<SentMessage> outcome) {
            return outcome.failure() instanceof Failure.Throttled throttled
                    ? Outcome.failed(
                            new Failure.Throttled(Duration.ofDays(1000), throttled.scope(), throttled.reason()))
                    : outcome;
        }
    }

    /** Waits out floods by itself and says that nothing happened. */
    static final class HidesFloods extends Liar {
        HidesFloods(Transport target) {
            super(target);
        }

        @Override
        CompletionStage<Outcome<SentMessage>> send(Link honest, SendRequest request) {
            return super.send(honest, request).thenCompose(outcome -> {
                if (!(outcome.failure() instanceof Failure.Throttled throttled)) {
                    return CompletableFuture.completedFuture(outcome);
                }
                CompletableFuture<Outcome<SentMessage>> later = new CompletableFuture<>();
                plain.strand.after(
                        throttled.retryAfter(), () -> send(honest, request).thenAccept(later::complete));
                return later;
            });
        }
    }

    static final class AnswersAfterClose extends Liar {
        AnswersAfterClose(Transport target) {
            super(target);
        }

        @Override
        CompletionStage<Outcome<SentMessage>> send(Link honest, SendRequest request) {
            CompletableFuture<Outcome<SentMessage>> late = new CompletableFuture<>();
            super.send(honest, request)
                    .thenAccept(outcome -> plain.strand.after(Duration.ofSeconds(1), () -> late.complete(outcome)));
            return late;
        }
    }

    static final class LosesEvents extends Liar {
        LosesEvents(Transport target) {
            super(target);
        }

        @Override
        EventSink lie(EventSink sink) {
            int[] events = {0};
            return (event, handled) -> isMessage(event) && events[0]++ % 2 == 1 || sink.offer(event, handled);
        }
    }

    static final class DeliversTwice extends Liar {
        DeliversTwice(Transport target) {
            super(target);
        }

        @Override
        EventSink lie(EventSink sink) {
            return (event, handled) -> sink.offer(event, handled) && sink.offer(event, () -> {});
        }
    }

    /** Hands every second message over late. */
    static final class DisordersEvents extends Liar {
        DisordersEvents(Transport target) {
            super(target);
        }

        @Override
        EventSink lie(EventSink sink) {
            int[] events = {0};
            return (event, handled) -> {
                if (isMessage(event) && events[0]++ % 2 == 0) {
                    plain.strand.after(Duration.ofSeconds(30), () -> sink.offer(event, handled));
                    return true;
                }
                return sink.offer(event, handled);
            };
        }
    }

    static final class GivesUpOnAFullSink extends Liar {
        GivesUpOnAFullSink(Transport target) {
            super(target);
        }

        @Override
        EventSink lie(EventSink sink) {
            return (event, handled) -> sink.offer(event, handled) || true;
        }
    }

    static final class HoldsTheCallerUp extends Liar {
        HoldsTheCallerUp(Transport target) {
            super(target);
        }

        @Override
        CompletionStage<Outcome<SentMessage>> send(Link honest, SendRequest request) {
            CompletionStage<Outcome<SentMessage>> stage = super.send(honest, request);
            ((VirtualTimeline) plain.context.timeline()).advance(Duration.ofSeconds(5));
            return stage;
        }
    }

    static final class ShowsItsToken extends Liar {
        ShowsItsToken(Transport target) {
            super(target);
        }

        @Override
        String name(Link honest, ClientConfig config) {
            return "link of " + config.botToken();
        }
    }

    static final class StaysConnected extends Liar {
        StaysConnected(Transport target) {
            super(target);
        }

        @Override
        CompletionStage<Void> disconnect(Link honest) {
            return CompletableFuture.completedFuture(null);
        }
    }

    static final class ChangesItsAccount extends Liar {
        private long connects;

        ChangesItsAccount(Transport target) {
            super(target);
        }

        @Override
        CompletionStage<Outcome<SelfInfo>> connect(Link honest) {
            return super.connect(honest)
                    .thenApply(outcome -> outcome.map(self ->
                            new SelfInfo(new AccountId(self.account().value() + connects++), self.bot(), null)));
        }
    }

    /** Sends what was to be sent later at once. */
    static final class IgnoresSchedules extends Liar {
        IgnoresSchedules(Transport target) {
            super(target);
        }

        @Override
        SendRequest lie(SendRequest request) {
            return with(request, builder -> builder.schedule(null));
        }
    }

    /** Sends letters, and nothing else. */
    static final class LosesCharacters extends Liar {
        LosesCharacters(Transport target) {
            super(target);
        }

        @Override
        SendRequest lie(SendRequest request) {
            String text = request.message().text().text().replaceAll("[^A-Za-z0-9 ]", "");
            return with(request, builder -> builder.text(text));
        }
    }

    static final class ThrowsFailures extends Liar {
        ThrowsFailures(Transport target) {
            super(target);
        }

        @Override
        Outcome<SentMessage> lie(Outcome<SentMessage> outcome) {
            if (outcome.isDone()) {
                return outcome;
            }
            throw new IllegalStateException("a failure that is no value");
        }
    }

    /** Lets blocked people be written to, as far as it says. */
    static final class FindsEverybody extends Liar {
        private final List<SendRequest> refused = new ArrayList<>();

        FindsEverybody(Transport target) {
            super(target);
        }

        @Override
        Outcome<SentMessage> lie(Outcome<SentMessage> outcome) {
            return outcome.failure() instanceof Failure.Rejected
                    ? Outcome.done(new SentMessage(13, 1 + refused.size(), VirtualTimeline.START))
                    : outcome;
        }
    }

    private static boolean isMessage(Event event) {
        return event.kind() == Event.Kind.NEW_MESSAGE;
    }

    private static SendRequest with(SendRequest request, UnaryOperator<OutgoingMessage.Builder> change) {
        OutgoingMessage message = change.apply(request.message().toBuilder()).build();
        return new SendRequest(request.peer(), message, request.randomId(), request.progress());
    }
}
