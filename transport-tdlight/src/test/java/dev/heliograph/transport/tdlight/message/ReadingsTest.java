// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static dev.heliograph.transport.tdlight.message.Office.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.History;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadingsTest {
    private final Office office = Office.ofUser();
    private final HistoryQuery query = HistoryQuery.of(Peer.of(CHAT));

    private Outcome<HistoryPage> page(HistoryQuery wanted) {
        return office.ask(() -> office.facet(History.class).page(wanted));
    }

    private List<Long> ids(HistoryQuery wanted) {
        return page(wanted).orThrow().messages().stream()
                .map(Message::messageId)
                .toList();
    }

    /** A chat of so many messages, of which TDLib gives so many at once. */
    private void chat(int count, int atOnce) {
        office.td.always(
                "getChatHistory",
                request -> "{'@type':'messages','messages':[" + String.join(",", below(request, count, atOnce)) + "]}");
        office.td.always("searchChatMessages", request -> {
            List<String> some = below(request, count, atOnce);
            long from = request.path("from_message_id").asLong() >> 20;
            long next = (from == 0 ? count + 1 : from) - some.size();
            return "{'@type':'foundChatMessages','total_count':" + count + ",'next_from_message_id':"
                    + (next <= 1 ? 0 : next << 20) + ",'messages':[" + String.join(",", some) + "]}";
        });
    }

    private static List<String> below(JsonNode request, int count, int atOnce) {
        long from = request.path("from_message_id").asLong() >> 20;
        List<String> some = new ArrayList<>();
        for (long id = from == 0 ? count : from - 1; id > 0 && some.size() < atOnce; id--) {
            some.add(ScriptedTd.message(CHAT, id << 20, "no " + id));
        }
        return some;
    }

    @Nested
    class A_page {
        @Test
        void is_read_on_until_it_is_full() {
            chat(9, 1);
            HistoryPage page = page(query.withLimit(3)).orThrow();
            assertThat(page.messages()).extracting(Message::messageId).containsExactly(9L, 8L, 7L);
            assertThat(page.hasMore()).isTrue();
            assertThat(page.total()).isEqualTo(-1);
        }

        @Test
        void ends_where_the_chat_begins() {
            chat(3, 2);
            HistoryPage page = page(query.withLimit(3)).orThrow();
            assertThat(page.messages()).hasSize(3);
            assertThat(page.hasMore()).isFalse();
        }

        @Test
        void begins_before_an_id_and_after_an_offset() {
            chat(9, 2);
            assertThat(ids(query.before(7).withOffset(2).withLimit(2))).containsExactly(4L, 3L);
        }

        @Test
        void of_an_empty_chat_is_empty() {
            chat(0, 2);
            assertThat(page(query).orThrow()).isEqualTo(new HistoryPage(List.of(), -1, false));
        }

        @Test
        void leaves_out_what_does_not_stand_on_the_server() {
            office.td.next(
                    "getChatHistory",
                    "{'@type':'messages','messages':[" + ScriptedTd.message(CHAT, (5 << 20) + 1, "unsent") + ","
                            + ScriptedTd.message(CHAT, 5 << 20, "sent") + "]}");
            office.td.always("getChatHistory", request -> "{'@type':'messages','messages':[]}");
            assertThat(ids(query)).containsExactly(5L);
        }

        @Test
        void may_be_refused_for_speed() {
            office.td.always("getChatHistory", request -> ScriptedTd.error(429, "Too Many Requests: retry after 7"));
            assertThat(Office.failure(page(query))).isInstanceOf(Failure.Throttled.class);
        }

        @Test
        void that_nobody_answers_passes() {
            office.td.never("getChatHistory");
            assertThat(Office.failure(page(query))).isInstanceOf(Failure.Unavailable.class);
        }
    }

    @Nested
    class A_search {
        @Test
        void tells_how_many_there_are() {
            chat(9, 2);
            HistoryPage page = page(query.withSearch("word").withLimit(3)).orThrow();
            assertThat(page.messages()).extracting(Message::messageId).containsExactly(9L, 8L, 7L);
            assertThat(page.total()).isEqualTo(9);
            assertThat(page.hasMore()).isTrue();
            assertThat(office.td
                            .requests("searchChatMessages")
                            .get(0)
                            .path("query")
                            .asString())
                    .isEqualTo("word");
        }

        @Test
        void ends() {
            chat(4, 2);
            HistoryPage page = page(query.withSearch("word").withLimit(4)).orThrow();
            assertThat(page.messages()).hasSize(4);
            assertThat(page.hasMore()).isFalse();
        }

        @Test
        void begins_before_an_id() {
            chat(9, 2);
            HistoryPage page = page(query.withSearch("word").before(3)).orThrow();
            assertThat(page.messages()).extracting(Message::messageId).containsExactly(2L, 1L);
            assertThat(page.total()).isEqualTo(-1);
        }
    }

    @Test
    void bots_do_not_read() {
        assertThat(Office.ofBot().messaging.facet(History.class)).isEmpty();
    }
}
