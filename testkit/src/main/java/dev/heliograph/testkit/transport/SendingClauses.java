// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A send is answered once, with what the server made of it. */
abstract class SendingClauses extends Clauses {
    SendingClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void a_sent_message_has_a_positive_id() {
        assertThat(rig.sent(rig.people.friend(), rig.words()).messageId()).isPositive();
    }

    @Test
    void a_sent_message_has_a_date_of_whole_seconds() {
        Instant date = rig.sent(rig.people.friend(), rig.words()).date();
        assertThat(date).isEqualTo(date.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void a_chat_named_by_its_id_is_answered_with_that_id() {
        assertThat(rig.sent(rig.people.group(), rig.words()).chatId())
                .isEqualTo(rig.people.group().value());
    }

    @Test
    void a_chat_named_by_a_public_name_is_answered_with_its_id() {
        long friend = rig.sent(rig.people.friend(), rig.words()).chatId();
        long other = rig.sent(rig.people.other(), rig.words()).chatId();
        long channel = rig.sent(rig.people.channel(), rig.words()).chatId();
        assertThat(friend).as("a person's chat").isPositive().isNotEqualTo(other);
        assertThat(channel).as("a channel").isLessThan(-1_000_000_000_000L);
        assertThat(rig.sent(Peer.of(friend), rig.words()).chatId())
                .as("the same chat, by id")
                .isEqualTo(friend);
    }

    @Test
    void ids_of_one_chat_grow_in_the_order_of_sending() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(rig.sent(rig.people.group(), rig.words()).messageId());
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_sent_message_stands_in_its_chat_once() {
        String words = rig.words();
        SentMessage sent = rig.sent(rig.people.group(), words);
        rig.letSettle();
        assertThat(rig.copies(sent.chatId(), words)).as("copies").isEqualTo(1);
    }

    @Test
    void a_repeated_number_is_sent_once_where_duplicates_are_known() {
        String words = rig.words();
        SendRequest request = rig.request(rig.people.group(), words);
        SentMessage sent = rig.done(rig.patiently(() -> rig.first().link().send(request)), "send");
        if (rig.offers(Feature.DEDUPLICATION)) {
            SentMessage again = rig.done(rig.patiently(() -> rig.first().link().send(request)), "the same send again");
            assertThat(again.messageId()).as("id of the repeated send").isEqualTo(sent.messageId());
            assertThat(again.chatId()).as("chat of the repeated send").isEqualTo(sent.chatId());
        }
        rig.letSettle();
        assertThat(rig.copies(sent.chatId(), words)).as("copies").isEqualTo(1);
    }

    @Test
    void two_numbers_are_two_messages_even_with_the_same_text() {
        String words = rig.words();
        SentMessage one = rig.sent(rig.people.group(), words);
        SentMessage two = rig.sent(rig.people.group(), words);
        assertThat(two.messageId()).isNotEqualTo(one.messageId());
        assertThat(rig.copies(one.chatId(), words)).as("copies").isEqualTo(2);
    }

    @Test
    void the_peer_of_the_request_counts_and_not_the_one_of_the_message() {
        SendRequest mixed = rig.request(rig.people.friend(), rig.words());
        SendRequest request = new SendRequest(rig.people.group(), mixed.message(), mixed.randomId(), mixed.progress());
        SentMessage sent = rig.done(rig.patiently(() -> rig.first().link().send(request)), "send");
        assertThat(sent.chatId()).isEqualTo(rig.people.group().value());
    }

    @Test
    void sends_that_overlap_are_each_answered_once() {
        AtomicInteger answers = new AtomicInteger();
        List<CompletionStage<Outcome<SentMessage>>> stages = new ArrayList<>();
        for (Peer peer : List.of(rig.people.friend(), rig.people.other(), rig.people.group())) {
            var stage = rig.first().link().send(rig.request(peer, rig.words()));
            stage.whenComplete((outcome, thrown) -> answers.incrementAndGet());
            stages.add(stage);
        }
        stages.forEach(rig::await);
        rig.letSettle();
        assertThat(answers).hasValue(3);
    }
}
