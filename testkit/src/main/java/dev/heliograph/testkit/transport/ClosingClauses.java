// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** After close nothing comes any more, and nothing is left waiting. */
abstract class ClosingClauses extends Clauses {
    ClosingClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void closing_twice_is_closing_once() {
        rig.first();
        rig.await(rig.transport.close());
        rig.await(rig.transport.close());
        assertThat(rig.transport.capabilities()).isNotNull();
    }

    @Test
    void closing_completes_every_call_under_way() {
        Participant session = rig.first();
        List<CompletionStage<Outcome<SentMessage>>> calls = new ArrayList<>();
        for (Peer peer : List.of(rig.people.friend(), rig.people.other(), rig.people.group())) {
            calls.add(session.link().send(rig.request(peer, rig.words())));
        }
        rig.await(rig.transport.close());
        assertThat(calls).allMatch(call -> call.toCompletableFuture().isDone(), "complete when close is");
    }

    @Test
    void nothing_completes_after_close() {
        Participant session = rig.first();
        AtomicInteger answers = new AtomicInteger();
        for (Peer peer : List.of(rig.people.friend(), rig.people.other(), rig.people.group())) {
            session.link()
                    .send(rig.request(peer, rig.words()))
                    .whenComplete((outcome, thrown) -> answers.incrementAndGet());
        }
        rig.await(rig.transport.close());
        int atClose = answers.get();
        rig.letSettle();
        assertThat(answers).as("answers").hasValue(atClose);
    }

    @Test
    void no_event_is_delivered_after_close() {
        Participant sender = rig.first();
        RecordingSink sink = rig.second().sink();
        SendRequest request = rig.request(rig.second().peer(), rig.words());
        CompletionStage<Outcome<SentMessage>> call = sender.link().send(request);
        rig.await(rig.transport.close());
        int atClose = sink.events().size();
        int atCloseOfSender = sender.sink().events().size();
        rig.letSettle();
        assertThat(call).isCompleted();
        assertThat(sink.events()).as("events of the receiver").hasSize(atClose);
        assertThat(sender.sink().events()).as("events of the sender").hasSize(atCloseOfSender);
    }

    @Test
    void a_refused_event_is_not_offered_after_close() {
        RecordingSink sink = rig.second().sink();
        sink.refuseMessages(Integer.MAX_VALUE);
        rig.write(rig.words());
        rig.clockwork.advanceUntil(() -> sink.refused() > 0, Duration.ofMinutes(2));
        rig.await(rig.transport.close());
        int atClose = sink.refused();
        rig.letSettle();
        assertThat(sink.refused()).as("offers").isEqualTo(atClose);
    }

    @Test
    void calls_after_close_are_answered() {
        Participant session = rig.first();
        rig.await(rig.transport.close());
        assertThat(rig.await(session.link().send(rig.request(rig.people.friend(), rig.words())))
                        .failure())
                .isInstanceOf(Failure.Unavailable.class);
        assertThat(rig.await(session.link().connect()).failure()).isInstanceOf(Failure.Unavailable.class);
        rig.await(session.link().disconnect());
    }

    @Test
    void another_transport_can_be_opened_meanwhile() {
        rig.first();
        try (Rig other = new Rig(rig.fixture)) {
            assertThat(other.transport.capabilities()).isEqualTo(rig.transport.capabilities());
        }
        assertThat(rig.sent(rig.people.friend(), rig.words()).messageId()).isPositive();
    }
}
