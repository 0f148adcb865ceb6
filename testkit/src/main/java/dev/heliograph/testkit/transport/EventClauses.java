// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What comes in is offered once, in order, until it is taken. */
abstract class EventClauses extends Clauses {
    private static final Duration BOUND = Duration.ofMinutes(2);

    EventClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    private List<String> writeSome(int count) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String words = rig.words();
            rig.write(words);
            written.add(words);
        }
        return written;
    }

    private List<String> arrived(RecordingSink sink, List<String> written) {
        rig.clockwork.advanceUntil(() -> sink.texts().containsAll(written), BOUND);
        rig.letSettle();
        return sink.texts().stream().filter(written::contains).toList();
    }

    @Test
    void a_message_arrives_once() {
        RecordingSink sink = rig.second().sink();
        List<String> written = writeSome(1);
        assertThat(arrived(sink, written)).isEqualTo(written);
    }

    @Test
    void a_message_arrives_with_its_chat_and_its_sender() {
        Participant receiver = rig.second();
        List<String> written = writeSome(1);
        assertThat(arrived(receiver.sink(), written)).isEqualTo(written);
        Message message = receiver.sink().messages().stream()
                .filter(candidate -> written.contains(candidate.text().text()))
                .findFirst()
                .orElseThrow();
        assertThat(message.messageId()).as("id").isPositive();
        assertThat(message.outgoing()).as("outgoing").isFalse();
        assertThat(message.senderId()).as("sender").isPositive();
        assertThat(message.chatId()).as("private chat, named by its other side").isEqualTo(message.senderId());
        if (rig.fixture.correspondent() == null) {
            assertThat(message.senderId())
                    .isEqualTo(rig.first().self().account().value());
        }
    }

    @Test
    void messages_arrive_in_the_order_in_which_they_were_sent() {
        RecordingSink sink = rig.second().sink();
        List<String> written = writeSome(5);
        assertThat(arrived(sink, written)).isEqualTo(written);
    }

    @Test
    void a_message_that_is_handled_late_arrives_once() {
        RecordingSink sink = rig.second().sink();
        sink.beSlow();
        List<String> written = writeSome(1);
        assertThat(arrived(sink, written)).isEqualTo(written);
        sink.handleAll();
        assertThat(arrived(sink, written)).isEqualTo(written);
    }

    @Test
    void messages_go_on_after_one_was_handled_late() {
        RecordingSink sink = rig.second().sink();
        sink.beSlow();
        List<String> written = new ArrayList<>(writeSome(1));
        rig.letSettle();
        sink.handleAll();
        written.addAll(writeSome(2));
        assertThat(arrived(sink, written)).isEqualTo(written);
    }

    @Test
    void a_full_sink_is_offered_the_message_again() {
        RecordingSink sink = rig.second().sink();
        sink.refuseMessages(2);
        List<String> written = writeSome(1);
        assertThat(arrived(sink, written)).isEqualTo(written);
        assertThat(sink.refused()).as("refused before").isEqualTo(2);
    }

    @Test
    void messages_keep_their_order_past_a_full_sink() {
        RecordingSink sink = rig.second().sink();
        sink.refuseMessages(1);
        List<String> written = writeSome(3);
        assertThat(arrived(sink, written)).isEqualTo(written);
    }

    @Test
    void what_the_session_sends_itself_does_not_come_in() {
        RecordingSink sink = rig.first().sink();
        String words = rig.words();
        rig.sent(rig.people.friend(), words);
        rig.letSettle();
        assertThat(sink.messages())
                .filteredOn(message -> message.text().text().equals(words))
                .allMatch(Message::outgoing);
    }
}
