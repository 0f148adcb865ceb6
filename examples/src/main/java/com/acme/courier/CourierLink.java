// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.courier;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Message;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One session of the office. All its fields are used on the office's strand only. */
final class CourierLink implements Link {
    private final CourierOffice office;
    private final ClientConfig config;
    private final EventSink sink;
    private final List<Errand> errands = new ArrayList<>();
    private final ArrayDeque<Event> mailbox = new ArrayDeque<>();
    private boolean connected;
    private boolean knocking;

    CourierLink(CourierOffice office, ClientConfig config, EventSink sink) {
        this.office = office;
        this.config = config;
        this.sink = sink;
    }

    /** A courier who is under way with a letter. */
    private static final class Errand {
        private final CompletableFuture<Outcome<SentMessage>> answer = new CompletableFuture<>();
        private boolean handedOver;
    }

    String session() {
        return config.sessionName().value();
    }

    /** The account: the name of the session decides. */
    long account() {
        return 1000L + Math.floorMod(session().hashCode(), 1_000_000);
    }

    @Override
    public CompletionStage<Outcome<SelfInfo>> connect() {
        CompletableFuture<Outcome<SelfInfo>> answer = new CompletableFuture<>();
        office.oneWay(() -> {
            if (office.isClosed()) {
                answer.complete(Outcome.failed(offline()));
                return;
            }
            if (!connected) {
                connected = true;
                tell(new Event.ConnectionChanged(ConnectionState.READY, null));
                empty();
            }
            answer.complete(Outcome.done(new SelfInfo(new AccountId(account()), config.isBot(), null)));
        });
        return answer;
    }

    @Override
    public CompletionStage<Void> disconnect() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        office.soon(() -> {
            cut();
            done.complete(null);
        });
        return done;
    }

    /** Ends the connection. Errands not handed over yet did not happen; of the others nobody knows. */
    void cut() {
        if (!connected) {
            return;
        }
        connected = false;
        for (Errand errand : List.copyOf(errands)) {
            errand.answer.complete(Outcome.failed(
                    errand.handedOver ? new Failure.Ambiguous("the courier did not return") : offline()));
        }
        errands.clear();
        tell(new Event.ConnectionChanged(ConnectionState.DISCONNECTED, offline()));
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        Errand errand = new Errand();
        office.soon(() -> {
            if (connected) {
                errands.add(errand);
                office.oneWay(() -> handOver(errand, request));
            } else {
                errand.answer.complete(Outcome.failed(offline()));
            }
        });
        return errand.answer;
    }

    private void handOver(Errand errand, SendRequest request) {
        if (!errands.contains(errand)) {
            return;
        }
        errand.handedOver = true;
        Outcome<SentMessage> outcome = office.take(this, request);
        office.oneWay(() -> {
            if (errands.remove(errand)) {
                errand.answer.complete(outcome);
            }
        });
    }

    void receive(long sender, SentMessage sent, OutgoingMessage letter) {
        if (!office.isClosed()) {
            mailbox.add(new Event.NewMessage(new Message(
                    sender, sent.messageId(), sender, sent.date(), null, letter.text(), false, 0, 0, null)));
            empty();
        }
    }

    /** Hands over what came, in order; where the session is busy, knocks again later. */
    private void empty() {
        while (connected && !knocking && !mailbox.isEmpty()) {
            if (sink.offer(mailbox.peek(), () -> {})) {
                mailbox.remove();
            } else {
                knocking = true;
                office.oneWay(() -> {
                    knocking = false;
                    empty();
                });
            }
        }
    }

    /** Changes of the connection are news: nobody waits for a confirmation. */
    private void tell(Event event) {
        sink.offer(event, () -> {});
    }

    private static Failure offline() {
        return new Failure.Unavailable(Failure.Origin.NETWORK, "not connected to the office");
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "CourierLink[" + session() + "]";
    }
}
