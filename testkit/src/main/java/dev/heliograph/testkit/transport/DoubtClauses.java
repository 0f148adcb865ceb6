// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An error of the server that may come after the effect is Ambiguous. Where a fixture has no saboteur, nothing is asked. */
abstract class DoubtClauses extends Clauses {
    /** Until the call has reached the server, and its answer has left. */
    private static final Duration CARRIED_OUT = Duration.ofMillis(400);

    DoubtClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void an_error_after_a_message_was_taken_is_ambiguous() {
        String words = rig.words();
        SendRequest request = rig.request(rig.people.group(), words);
        Outcome<SentMessage> outcome = erring(() -> rig.first().link().send(request));
        if (outcome != null) {
            ambiguousOrDone(outcome);
            rig.letSettle();
            assertThat(rig.copies(rig.people.group().value(), words))
                    .as("copies")
                    .isEqualTo(1);
        }
    }

    @Test
    void what_was_taken_and_answered_with_an_error_is_sent_again_by_its_number_alone() {
        if (!rig.offers(Feature.DEDUPLICATION)) {
            return;
        }
        String words = rig.words();
        SendRequest request = rig.request(rig.people.group(), words);
        if (erring(() -> rig.first().link().send(request)) != null) {
            rig.done(rig.patiently(() -> rig.first().link().send(request)), "the same send again");
            rig.letSettle();
            assertThat(rig.copies(rig.people.group().value(), words))
                    .as("copies")
                    .isEqualTo(1);
        }
    }

    @Test
    void an_error_after_an_edit_is_ambiguous() {
        Editing editing = rig.first().link().facet(Editing.class).orElse(null);
        if (editing != null && rig.fixture.saboteur() != null) {
            SentMessage sent = rig.sent(rig.people.group(), rig.words());
            MessageRef message = new MessageRef(sent.chatId(), sent.messageId());
            ambiguousOrDone(erring(() -> editing.edit(message, FormattedText.plain(rig.words()), true)));
        }
    }

    @Test
    void an_error_after_a_forward_is_ambiguous() {
        Forwarding forwarding = rig.first().link().facet(Forwarding.class).orElse(null);
        if (forwarding != null && rig.fixture.saboteur() != null) {
            SentMessage sent = rig.sent(rig.people.group(), rig.words());
            MessageRef message = new MessageRef(sent.chatId(), sent.messageId());
            ambiguousOrDone(erring(() -> forwarding.forward(rig.people.friend(), message, false, rig.randomId())));
        }
    }

    /** Makes the call before a server that errs; null where nobody can let it. */
    private <T> @Nullable Outcome<T> erring(Supplier<CompletionStage<Outcome<T>>> call) {
        Saboteur saboteur = rig.fixture.saboteur();
        if (saboteur == null) {
            return null;
        }
        rig.first();
        saboteur.erring(rig.transport, true);
        CompletionStage<Outcome<T>> under = call.get();
        rig.clockwork.advance(CARRIED_OUT);
        saboteur.erring(rig.transport, false);
        return rig.await(under);
    }

    /** A transport that finds out by itself what became of the call may say so. */
    private static void ambiguousOrDone(@Nullable Outcome<?> outcome) {
        Failure failure = outcome == null ? null : outcome.failure();
        if (failure != null) {
            assertThat(failure.kind())
                    .as("an error after the effect: " + failure)
                    .isEqualTo(Failure.Kind.AMBIGUOUS);
        }
    }
}
