// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Message;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Truth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A session of {@link PlainTransport}. */
final class PlainLink implements Link {
    final ClientConfig config;
    private final PlainTransport transport;
    private final EventSink sink;
    private final Map<Long, SentMessage> sent = new TreeMap<>();
    private final List<CompletableFuture<Outcome<SentMessage>>> pending = new ArrayList<>();
    private final ArrayDeque<Event> mailbox = new ArrayDeque<>();
    private boolean connected;

    PlainLink(PlainTransport transport, ClientConfig config, EventSink sink) {
        this.transport = transport;
        this.config = config;
        this.sink = sink;
    }

    @Override
    public CompletionStage<Outcome<SelfInfo>> connect() {
        if (transport.isClosed()) {
            return CompletableFuture.completedFuture(Outcome.failed(offline()));
        }
        CompletableFuture<Outcome<SelfInfo>> answer = new CompletableFuture<>();
        transport.strand.after(PlainTransport.LATENCY, () -> {
            if (transport.isClosed()) {
                answer.complete(Outcome.failed(offline()));
                return;
            }
            if (!connected) {
                connected = true;
                tell(new Event.ConnectionChanged(ConnectionState.READY, null));
            }
            answer.complete(Outcome.done(new SelfInfo(new AccountId(transport.account(config)), config.isBot(), null)));
        });
        return answer;
    }

    @Override
    public CompletionStage<Void> disconnect() {
        end();
        return CompletableFuture.completedFuture(null);
    }

    /** Ends the connection and everything that waits on it. */
    void end() {
        if (connected) {
            connected = false;
            List.copyOf(pending).forEach(call -> call.complete(Outcome.failed(new Failure.Ambiguous("cut off"))));
            pending.clear();
            tell(new Event.ConnectionChanged(ConnectionState.DISCONNECTED, offline()));
        }
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        if (!connected) {
            return CompletableFuture.completedFuture(Outcome.failed(offline()));
        }
        CompletableFuture<Outcome<SentMessage>> answer = new CompletableFuture<>();
        pending.add(answer);
        transport.strand.after(PlainTransport.LATENCY, () -> {
            if (!answer.isDone()) {
                pending.remove(answer);
                answer.complete(judged(request));
            }
        });
        return answer;
    }

    private Outcome<SentMessage> judged(SendRequest request) {
        SentMessage known = sent.get(request.randomId());
        if (known != null) {
            return Outcome.done(known);
        }
        long chatId = transport.resolve(this, request.peer());
        Failure failure = transport.judge(this, chatId, request.message());
        if (failure != null) {
            return Outcome.failed(failure);
        }
        Truth.Accepted accepted = transport.accept(this, chatId, request);
        SentMessage message =
                new SentMessage(chatId, accepted.messageId(), accepted.at().truncatedTo(ChronoUnit.SECONDS));
        sent.put(request.randomId(), message);
        return transport.erring
                ? Outcome.failed(new Failure.Ambiguous("the server answered 500"))
                : Outcome.done(message);
    }

    void deliver(Truth.Accepted accepted, SendRequest request) {
        if (connected) {
            mailbox.add(new Event.NewMessage(new Message(
                    accepted.account(),
                    accepted.messageId(),
                    accepted.account(),
                    accepted.at(),
                    null,
                    request.message().text(),
                    false,
                    0,
                    0,
                    null)));
            flush();
        }
    }

    private void flush() {
        while (connected && !mailbox.isEmpty()) {
            if (!sink.offer(mailbox.peek(), () -> {})) {
                transport.strand.after(PlainTransport.LATENCY, this::flush);
                return;
            }
            mailbox.remove();
        }
    }

    private void tell(Event event) {
        sink.offer(event, () -> {});
    }

    private static Failure offline() {
        return new Failure.Unavailable(Failure.Origin.NETWORK, "not connected");
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "PlainLink[" + config.sessionName() + "]";
    }
}
