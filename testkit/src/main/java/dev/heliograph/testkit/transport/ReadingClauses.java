// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.History;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A page holds the newest messages that match, newest first. A transport without history is held to that elsewhere. */
abstract class ReadingClauses extends Clauses {
    ReadingClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    /** Sends five messages that share a word and hands over their ids, newest first. */
    private void withFive(BiConsumer<PagesOf, Five> clause) {
        if (!rig.offers(Feature.HISTORY)) {
            return;
        }
        String word = rig.words();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(rig.sent(rig.people.group(), word + " no " + i).messageId());
        }
        Collections.reverse(ids);
        clause.accept(PagesOf.group(rig), new Five(word, ids));
    }

    private record Five(String word, List<Long> ids) {
        HistoryQuery in(HistoryQuery query) {
            return query.withSearch(word);
        }
    }

    @Test
    void the_newest_message_comes_first() {
        withFive((pages, five) -> {
            List<Long> ids = PagesOf.ids(pages.page(query -> query));
            assertThat(ids.subList(0, 5)).isEqualTo(five.ids());
            assertThat(ids).isSortedAccordingTo(Collections.reverseOrder());
        });
    }

    @Test
    void a_message_is_told_as_it_was_sent() {
        withFive((pages, five) -> {
            Message newest = pages.page(query -> query.withLimit(1)).messages().get(0);
            assertThat(newest.chatId()).isEqualTo(rig.people.group().value());
            assertThat(newest.text().text()).isEqualTo(five.word() + " no 4");
            assertThat(newest.outgoing()).as("outgoing").isTrue();
            assertThat(newest.senderId()).isEqualTo(rig.first().self().account().value());
            assertThat(newest.editDate()).as("edit date").isNull();
        });
    }

    @Test
    void a_limit_is_kept_and_more_is_promised() {
        withFive((pages, five) -> {
            HistoryPage page = pages.page(query -> five.in(query).withLimit(2));
            assertThat(PagesOf.ids(page)).isEqualTo(five.ids().subList(0, 2));
            assertThat(page.hasMore()).as("hasMore").isTrue();
        });
    }

    @Test
    void a_search_finds_the_word_and_nothing_else() {
        withFive((pages, five) -> {
            rig.sent(rig.people.group(), rig.words());
            HistoryPage page = pages.page(five::in);
            assertThat(PagesOf.ids(page)).isEqualTo(five.ids());
            assertThat(page.hasMore()).as("hasMore").isFalse();
        });
    }

    @Test
    void a_search_does_not_regard_case() {
        withFive((pages, five) -> {
            HistoryPage page = pages.page(query -> query.withSearch(five.word().toUpperCase(Locale.ROOT)));
            assertThat(PagesOf.ids(page)).isEqualTo(five.ids());
        });
    }

    @Test
    void before_an_id_come_only_smaller_ones() {
        withFive((pages, five) -> {
            HistoryPage page =
                    pages.page(query -> five.in(query).before(five.ids().get(1)));
            assertThat(PagesOf.ids(page)).isEqualTo(five.ids().subList(2, 5));
        });
    }

    @Test
    void an_offset_passes_over_the_newest() {
        withFive((pages, five) -> {
            HistoryPage page = pages.page(query -> five.in(query).withOffset(3).withLimit(2));
            assertThat(PagesOf.ids(page)).isEqualTo(five.ids().subList(3, 5));
        });
    }

    @Test
    void pages_together_are_the_whole() {
        withFive((pages, five) -> {
            List<Long> read = new ArrayList<>();
            HistoryPage page = pages.page(query -> five.in(query).withLimit(2));
            read.addAll(PagesOf.ids(page));
            // bounded by pages: one that promises more for ever must fail, not hang
            for (int turned = 1; page.hasMore() && turned < 10 && !read.isEmpty(); turned++) {
                long last = read.get(read.size() - 1);
                page = pages.page(query -> five.in(query).withLimit(2).before(last));
                read.addAll(PagesOf.ids(page));
            }
            assertThat(read).isEqualTo(five.ids());
        });
    }

    @Test
    void a_total_is_right_or_not_told() {
        withFive((pages, five) -> {
            HistoryPage page = pages.page(query -> five.in(query).withLimit(2));
            assertThat(page.total()).isIn(-1, 5);
        });
    }

    @Test
    void the_chat_of_a_name_is_the_chat_of_its_id() {
        if (!rig.offers(Feature.HISTORY)) {
            return;
        }
        SentMessage sent = rig.sent(rig.people.friend(), rig.words());
        PagesOf pages = new PagesOf(rig, rig.first().link().facet(History.class).orElseThrow(), rig.people.friend());
        assertThat(pages.page(query -> query.withLimit(1)).messages())
                .allMatch(message -> message.chatId() == sent.chatId() && message.messageId() == sent.messageId());
    }

    @Test
    void a_chat_that_nobody_has_is_not_found() {
        if (!rig.offers(Feature.HISTORY)) {
            return;
        }
        History history = rig.first().link().facet(History.class).orElseThrow();
        assertThat(rig.patiently(() -> history.page(HistoryQuery.of(rig.people.unknown())))
                        .failure())
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        rejected -> assertThat(rejected.status()).isEqualTo(SendStatus.NOT_FOUND));
    }
}
