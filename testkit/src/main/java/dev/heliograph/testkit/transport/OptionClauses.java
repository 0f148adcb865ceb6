// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Message;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Feature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a message carries besides its words arrives as it was sent. */
abstract class OptionClauses extends Clauses {
    /** So far beyond the newest message of a chat that nothing stands there. */
    private static final long NEVER_SENT = 100_000;

    OptionClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    private OutgoingMessage.Builder toGroup() {
        return OutgoingMessage.to(rig.people.group()).text(rig.words());
    }

    @Test
    void entities_arrive_as_they_were_sent() {
        OutgoingMessage.Builder message = OutgoingMessage.to(rig.people.group())
                .html("<b>" + rig.words() + "</b> \uD83D\uDE00 <i>then <u>both</u></i> <code>1 &lt; 2</code> "
                        + "<a href=\"https://example.org/\">there</a>");
        FormattedText text = message.build().text();
        SentMessage sent = rig.sent(message);
        assertThat(rig.copies(sent.chatId(), text.text()))
                .as("copies of the text, without its markup")
                .isEqualTo(1);
        if (rig.offers(Feature.HISTORY)) {
            assertThat(rig.standing(sent.chatId(), text.text()).text()).isEqualTo(text);
        }
    }

    @Test
    void unusual_characters_arrive_as_they_were_sent() {
        String words =
                rig.words() + " \u0130\u015F \uD83D\uDC69\u200D\uD83D\uDC67 \u05D0\u05D1 & < > \"quoted\" _*[`\n\nend";
        SentMessage sent = rig.sent(rig.people.group(), words);
        assertThat(rig.texts(sent.chatId())).contains(words);
    }

    @Test
    void a_message_without_a_sound_is_accepted() {
        assertThat(rig.sent(toGroup().silent()).messageId()).isPositive();
    }

    @Test
    void a_message_without_a_link_preview_is_accepted() {
        String words = rig.words() + " https://example.org/";
        assertThat(rig.sent(OutgoingMessage.to(rig.people.group()).text(words).noLinkPreview())
                        .messageId())
                .isPositive();
    }

    @Test
    void a_protected_message_is_accepted() {
        assertThat(rig.sent(toGroup().protect(true)).messageId()).isPositive();
    }

    @Test
    void an_answer_names_what_it_answers() {
        SentMessage question = rig.sent(toGroup());
        String words = rig.words();
        SentMessage answer =
                rig.sent(OutgoingMessage.to(rig.people.group()).text(words).replyTo(question.messageId()));
        assertThat(answer.messageId()).isGreaterThan(question.messageId());
        if (rig.offers(Feature.HISTORY)) {
            Message standing = rig.standing(answer.chatId(), words);
            assertThat(standing.replyTo()).isEqualTo(question.messageId());
        }
    }

    @Test
    void an_answer_that_may_stand_alone_is_sent_where_the_other_message_is_gone() {
        long gone = rig.sent(toGroup()).messageId() + NEVER_SENT;
        SentMessage sent = rig.sent(toGroup().replyTo(gone).allowSendingWithoutReply(true));
        assertThat(sent.messageId()).isPositive();
    }

    @Test
    void a_message_for_the_general_topic_needs_no_topics() {
        assertThat(rig.sent(toGroup().topic(1)).messageId()).isPositive();
    }

    @Test
    void a_scheduled_message_is_not_sent_before_its_time() {
        if (!rig.offers(Feature.SCHEDULE)) {
            return; // that it is refused is a clause of its own
        }
        String words = rig.words();
        Instant when = rig.clockwork.timeline().instant().plus(Duration.ofHours(1));
        SentMessage promised =
                rig.sent(OutgoingMessage.to(rig.people.group()).text(words).schedule(when));
        assertThat(promised.chatId()).isEqualTo(rig.people.group().value());
        assertThat(promised.messageId()).as("the id of what does not stand yet").isZero();
        assertThat(promised.date()).as("the time it waits for").isEqualTo(when.truncatedTo(ChronoUnit.SECONDS));
        assertThat(visible()).as("what stands before its time").doesNotContain(words);
        if (rig.clockwork.isVirtual()) {
            rig.clockwork.advance(Duration.ofMinutes(61));
            assertThat(visible()).as("what stands after its time").containsOnlyOnce(words);
        }
    }

    /** What a reader of the group sees; the server's truth would tell of what it merely promised to send, too. */
    private List<String> visible() {
        return rig.fixture.witness() == null && rig.offers(Feature.HISTORY)
                ? PagesOf.group(rig).texts()
                : rig.texts(rig.people.group().value());
    }
}
