// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A connection that is gone says so, leaves nothing pending, and can come back. */
abstract class DisconnectingClauses extends Clauses {
    DisconnectingClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void a_link_that_was_never_connected_is_unavailable() {
        Link link = rig.unconnected(rig.fixture.first());
        assertThat(rig.await(link.send(rig.request(rig.people.friend(), rig.words())))
                        .failure())
                .isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void the_sink_is_told_of_the_disconnection() {
        Participant session = rig.first();
        rig.await(session.link().disconnect());
        rig.letSettle();
        assertThat(session.sink().states()).endsWith(ConnectionState.DISCONNECTED);
    }

    @Test
    void a_disconnected_link_is_unavailable() {
        Participant session = rig.first();
        rig.await(session.link().disconnect());
        assertThat(rig.await(session.link().send(rig.request(rig.people.friend(), rig.words())))
                        .failure())
                .isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void disconnecting_twice_is_disconnecting_once() {
        Participant session = rig.first();
        rig.await(session.link().disconnect());
        rig.await(session.link().disconnect());
        assertThat(rig.await(session.link().send(rig.request(rig.people.friend(), rig.words())))
                        .failure())
                .isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void calls_under_way_complete() {
        Participant session = rig.first();
        List<CompletionStage<Outcome<SentMessage>>> calls = new ArrayList<>();
        for (Peer peer : List.of(rig.people.friend(), rig.people.other(), rig.people.group())) {
            calls.add(session.link().send(rig.request(peer, rig.words())));
        }
        rig.await(session.link().disconnect());
        for (CompletionStage<Outcome<SentMessage>> call : calls) {
            Failure failure = rig.await(call).failure();
            if (failure != null) {
                assertThat(failure.kind())
                        .isIn(Failure.Kind.UNAVAILABLE, Failure.Kind.AMBIGUOUS, Failure.Kind.THROTTLED);
            }
        }
    }

    @Test
    void what_is_not_called_ambiguous_is_certain_whenever_the_connection_is_cut() {
        Participant session = rig.first();
        for (int millis : List.of(0, 10, 20, 30, 40, 60)) {
            String words = rig.words();
            SendRequest request = rig.request(rig.people.group(), words);
            CompletionStage<Outcome<SentMessage>> call = session.link().send(request);
            rig.clockwork.advance(Duration.ofMillis(millis));
            rig.await(session.link().disconnect());
            Outcome<SentMessage> outcome = rig.await(call);
            rig.done(rig.patiently(session.link()::connect), "connect again");
            rig.letSettle();
            certain(outcome, words, "cut after " + millis + " ms");
            if (rig.offers(Feature.DEDUPLICATION)) {
                rig.done(rig.patiently(() -> session.link().send(request)), "the same send again");
                assertThat(rig.copies(rig.people.group().value(), words))
                        .as("copies after it was sent again, cut after %d ms", millis)
                        .isEqualTo(1);
            }
        }
    }

    private void certain(Outcome<SentMessage> outcome, String words, String when) {
        long copies = rig.copies(rig.people.group().value(), words);
        Failure failure = outcome.failure();
        if (failure == null) {
            assertThat(copies).as("copies of what was sent, " + when).isEqualTo(1);
        } else if (!failure.mayHaveHappened()) {
            assertThat(copies)
                    .as("copies of what was not sent (" + failure + "), " + when)
                    .isZero();
        }
    }

    @Test
    void a_link_connects_again_as_the_same_account() {
        Participant session = rig.first();
        rig.await(session.link().disconnect());
        SelfInfo again = rig.done(rig.patiently(session.link()::connect), "connect again");
        assertThat(again).isEqualTo(session.self());
        assertThat(rig.sent(rig.people.friend(), rig.words()).messageId()).isPositive();
    }

    @Test
    void one_link_that_disconnects_leaves_the_others() {
        Participant other = rig.second();
        rig.await(other.link().disconnect());
        assertThat(rig.sent(rig.people.friend(), rig.words()).messageId()).isPositive();
    }

    @Test
    void messages_arrive_again_after_a_reconnection() {
        Participant receiver = rig.second();
        rig.await(receiver.link().disconnect());
        rig.done(rig.patiently(receiver.link()::connect), "connect again");
        String words = rig.words();
        rig.write(words);
        rig.letSettle();
        assertThat(receiver.sink().texts()).containsOnlyOnce(words);
    }
}
