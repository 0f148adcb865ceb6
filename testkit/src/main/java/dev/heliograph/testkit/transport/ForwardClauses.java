// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Forwarding;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A forward is a message of its own. A transport without forwards is held to that elsewhere. */
abstract class ForwardClauses extends Clauses {
    ForwardClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    private Optional<Forwarding> forwarding() {
        return rig.first().link().facet(Forwarding.class);
    }

    private Outcome<SentMessage> forward(Forwarding forwarding, Peer to, MessageRef message, long randomId) {
        return rig.patiently(() -> forwarding.forward(to, message, true, randomId));
    }

    @Test
    void a_forward_stands_in_the_other_chat() {
        forwarding().ifPresent(forwarding -> {
            String words = rig.words();
            SentMessage sent = rig.sent(rig.people.friend(), words);
            MessageRef message = new MessageRef(sent.chatId(), sent.messageId());
            SentMessage copy = rig.done(forward(forwarding, rig.people.group(), message, rig.randomId()), "forward");
            assertThat(copy.chatId()).isEqualTo(rig.people.group().value());
            assertThat(copy.messageId()).isPositive();
            assertThat(rig.copies(copy.chatId(), words))
                    .as("copies in the other chat")
                    .isEqualTo(1);
        });
    }

    @Test
    void a_repeated_number_is_forwarded_once_where_duplicates_are_known() {
        forwarding().ifPresent(forwarding -> {
            String words = rig.words();
            SentMessage sent = rig.sent(rig.people.friend(), words);
            MessageRef message = new MessageRef(sent.chatId(), sent.messageId());
            long number = rig.randomId();
            SentMessage copy = rig.done(forward(forwarding, rig.people.group(), message, number), "forward");
            if (rig.offers(Feature.DEDUPLICATION)) {
                SentMessage again = rig.done(forward(forwarding, rig.people.group(), message, number), "forward again");
                assertThat(again.messageId()).isEqualTo(copy.messageId());
            }
            assertThat(rig.copies(copy.chatId(), words))
                    .as("copies in the other chat")
                    .isEqualTo(1);
        });
    }

    @Test
    void a_forward_of_nothing_is_not_found() {
        forwarding().ifPresent(forwarding -> {
            MessageRef nothing = new MessageRef(rig.people.group().value(), Integer.MAX_VALUE);
            assertThat(forward(forwarding, rig.people.friend(), nothing, rig.randomId())
                            .failure())
                    .isInstanceOfSatisfying(
                            Failure.Rejected.class,
                            rejected -> assertThat(rejected.status()).isEqualTo(SendStatus.NOT_FOUND));
        });
    }

    @Test
    void a_forward_to_somebody_who_blocked_the_session_is_forbidden() {
        forwarding().ifPresent(forwarding -> {
            SentMessage sent = rig.sent(rig.people.group(), rig.words());
            MessageRef message = new MessageRef(sent.chatId(), sent.messageId());
            assertThat(forward(forwarding, rig.people.blocked(), message, rig.randomId())
                            .failure())
                    .isInstanceOfSatisfying(
                            Failure.Rejected.class,
                            rejected -> assertThat(rejected.status()).isEqualTo(SendStatus.FORBIDDEN));
        });
    }
}
