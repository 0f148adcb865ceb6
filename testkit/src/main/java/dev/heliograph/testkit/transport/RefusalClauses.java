// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Feature;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What Telegram refuses for good is Rejected, with the status that callers see and the server's word. */
abstract class RefusalClauses extends Clauses {
    /** Two UTF-16 units, one code point. */
    private static final String FACE = "\uD83D\uDE00";

    RefusalClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void somebody_who_blocked_the_session_is_forbidden() {
        rejected(rig.people.blocked(), SendStatus.FORBIDDEN);
    }

    @Test
    void somebody_who_is_deactivated_is_forbidden() {
        rejected(rig.people.deactivated(), SendStatus.FORBIDDEN);
    }

    @Test
    void a_chat_without_the_right_to_write_is_forbidden() {
        rejected(rig.people.forbidden(), SendStatus.FORBIDDEN);
    }

    @Test
    void a_name_that_nobody_has_is_not_found() {
        rejected(rig.people.unknown(), SendStatus.NOT_FOUND);
    }

    @Test
    void a_refused_message_is_refused_again() {
        rejected(rig.people.blocked(), SendStatus.FORBIDDEN);
        rejected(rig.people.blocked(), SendStatus.FORBIDDEN);
    }

    @Test
    void a_text_of_the_greatest_length_in_code_points_is_sent() {
        String words = rig.words();
        int rest = rig.transport.capabilities().maxTextLength() - words.length();
        SentMessage sent = rig.sent(rig.people.group(), words + FACE.repeat(rest));
        assertThat(sent.messageId()).isPositive();
    }

    @Test
    void a_text_that_is_one_longer_is_too_long() {
        String text = "x".repeat(rig.transport.capabilities().maxTextLength() + 1);
        refused(rig.send(OutgoingMessage.to(rig.people.group()).text(text).build()), SendStatus.TOO_LONG);
    }

    @Test
    void a_caption_that_is_one_longer_is_too_long() {
        if (!rig.offers(Feature.MEDIA)) {
            return; // that it is refused is a clause of its own
        }
        String caption = "x".repeat(rig.transport.capabilities().maxCaptionLength() + 1);
        OutgoingMessage message = OutgoingMessage.to(rig.people.group())
                .text(caption)
                .media(Media.document(MediaFile.of("note.txt", new byte[] {72, 105, 10})))
                .build();
        refused(rig.send(message), SendStatus.TOO_LONG);
    }

    private void rejected(Peer peer, SendStatus status) {
        refused(rig.send(OutgoingMessage.to(peer).text(rig.words()).build()), status);
    }

    private static void refused(Outcome<SentMessage> outcome, SendStatus status) {
        assertThat(outcome.failure()).as("failure").isInstanceOf(Failure.Rejected.class);
        Failure.Rejected rejected = (Failure.Rejected) Objects.requireNonNull(outcome.failure());
        assertThat(rejected.status()).as("status of " + rejected).isEqualTo(status);
        assertThat(rejected.reason()).as("reason").isNotBlank();
    }
}
