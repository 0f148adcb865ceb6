// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static dev.heliograph.transport.tdlight.message.Office.CHAT;
import static dev.heliograph.transport.tdlight.message.Office.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HiddenWaitTest {
    private static final String NOTHING = "{'@type':'foundChatMessages','total_count':0,'messages':[]}";

    /** One whose server takes nothing, and whose chat has an older message. */
    private static Office holding(Office office) {
        office.td.accepting = false;
        office.td.always("searchChatMessages", request -> found(30, "older", 900));
        return office;
    }

    private static CompletionStage<Outcome<SentMessage>> held(Office office) {
        CompletionStage<Outcome<SentMessage>> sending = office.start(text());
        office.time.settle();
        return sending;
    }

    private static String found(long serverId, String text, long date) {
        return "{'@type':'foundChatMessages','total_count':1,'messages':["
                + ScriptedTd.message(CHAT, serverId << 20, text).replace("'date':1000", "'date':" + date) + "]}";
    }

    @Nested
    class A_wait {
        private final Office office = holding(Office.ofUser());

        @Test
        void is_noticed_after_a_while() {
            held(office);
            office.time.advance(Duration.ofMillis(1400));
            assertThat(office.waits().noticed()).isZero();
            office.time.advance(Duration.ofMillis(200));
            assertThat(office.waits().noticed()).isEqualTo(1);
            assertThat(office.waits().now()).isEqualTo(1);
        }

        @Test
        void is_measured_when_it_ends() {
            CompletionStage<Outcome<SentMessage>> sending = held(office);
            office.time.advance(Duration.ofSeconds(5));
            office.td.accepts(CHAT, office.td.newest(), 200);
            assertThat(office.time.await(sending).isDone()).isTrue();
            assertThat(office.waits().now()).isZero();
            assertThat(office.waits().longest()).isEqualTo(Duration.ofSeconds(5));
            assertThat(office.waits().sum()).isEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void is_not_one_while_the_connection_is_away() {
            held(office);
            office.td.connected(false);
            office.time.advance(Duration.ofSeconds(5));
            assertThat(office.waits().noticed()).isZero();
            office.td.connected(true);
            office.time.advance(Duration.ofMillis(1700));
            assertThat(office.waits().noticed()).isEqualTo(1);
        }

        @Test
        void that_is_short_is_none() {
            CompletionStage<Outcome<SentMessage>> sending = held(office);
            office.time.advance(Duration.ofSeconds(1));
            office.td.accepts(CHAT, office.td.newest(), 200);
            office.time.await(sending);
            office.time.advance(Duration.ofMinutes(1));
            assertThat(office.waits().noticed()).isZero();
        }
    }

    @Nested
    class What_stays_unsent_too_long {
        private final Office office = holding(Office.ofUser());

        @Test
        void is_taken_back_and_looked_for() {
            CompletionStage<Outcome<SentMessage>> sending = held(office);
            long temporary = office.td.newest();
            assertThat(Office.failure(office.time.await(sending)))
                    .isEqualTo(new Failure.Throttled(Duration.ofSeconds(30), FloodScope.CHAT, "HELD_BACK_BY_TDLIB"));
            assertThat(office.request("deleteMessages")
                            .path("message_ids")
                            .path(0)
                            .asLong())
                    .isEqualTo(temporary);
            assertThat(office.request("deleteMessages").path("revoke").asBoolean())
                    .isTrue();
            assertThat(office.td
                            .requests("searchChatMessages")
                            .get(1)
                            .path("sender_id")
                            .path("user_id")
                            .asLong())
                    .isEqualTo(Office.SELF);
            assertThat(office.waits().withdrawn()).isEqualTo(1);
        }

        @Test
        void is_taken_back_at_the_deadline_of_its_message() {
            CompletionStage<Outcome<SentMessage>> sending = office.start(text().deadline(Duration.ofSeconds(4)));
            assertThat(Office.failure(office.time.await(sending)))
                    .isEqualTo(new Failure.Throttled(Duration.ofSeconds(56), FloodScope.CHAT, "HELD_BACK_BY_TDLIB"));
        }

        @Test
        void is_done_where_it_stands_in_the_chat() {
            office.td.always("searchChatMessages", request -> found(300, "hello", 1000));
            assertThat(office.time.await(held(office)).orThrow().messageId()).isEqualTo(300);
            assertThat(office.td.requests("deleteMessages"))
                    .as("TDLib would delete it from the chat, too")
                    .isEmpty();
        }

        @Test
        void is_in_doubt_where_it_came_while_it_was_taken_back() {
            office.td.next("searchChatMessages", found(30, "older", 900));
            office.td.next("searchChatMessages", found(30, "older", 900));
            office.td.next("searchChatMessages", found(300, "hello", 1000));
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void is_in_doubt_and_left_alone_where_tdlib_hides_the_newest_message() {
            office.td.next("searchChatMessages", found(30, "older", 900));
            office.td.next("searchChatMessages", NOTHING);
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Ambiguous.class);
            assertThat(office.td.requests("deleteMessages")).isEmpty();
        }

        @Test
        void is_in_doubt_where_tdlib_hides_the_newest_message_at_last() {
            office.td.next("searchChatMessages", found(30, "older", 900));
            office.td.next("searchChatMessages", found(30, "older", 900));
            office.td.next("searchChatMessages", NOTHING);
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void is_in_doubt_where_it_is_the_first_one() {
            office.td.always("searchChatMessages", request -> NOTHING);
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Ambiguous.class);
            assertThat(office.td.requests("deleteMessages")).hasSize(1);
        }

        @Test
        void is_done_where_it_succeeds_while_it_is_looked_for() {
            office.td.always("searchChatMessages", request -> {
                office.td.accepts(CHAT, office.td.newest(), 300);
                return found(30, "older", 900);
            });
            assertThat(office.time.await(held(office)).orThrow().messageId()).isEqualTo(300);
            assertThat(office.td.requests("deleteMessages")).isEmpty();
        }

        @Test
        void is_not_confused_with_another_text_or_an_older_message() {
            office.td.always("searchChatMessages", request -> found(300, "other", 1000));
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Throttled.class);
            office.td.always("searchChatMessages", request -> found(300, "hello", 998));
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Throttled.class);
        }

        @Test
        void is_not_confused_with_one_that_was_sent_before_it() {
            CompletionStage<Outcome<SentMessage>> before = held(office);
            office.td.accepts(CHAT, office.td.newest(), 300);
            office.time.await(before);
            office.td.always("searchChatMessages", request -> found(300, "hello", 1000));
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Throttled.class);
        }

        @Test
        void is_in_doubt_where_the_chat_cannot_be_read() {
            office.td.always("searchChatMessages", request -> ScriptedTd.error(400, "SEARCH_QUERY_EMPTY"));
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void is_in_doubt_where_it_cannot_be_taken_back() {
            office.td.always("deleteMessages", request -> ScriptedTd.error(400, "Message can't be deleted"));
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void is_in_doubt_where_the_connection_was_away() {
            CompletionStage<Outcome<SentMessage>> sending = held(office);
            office.td.connected(false);
            office.td.connected(true);
            assertThat(Office.failure(office.time.await(sending))).isInstanceOf(Failure.Ambiguous.class);
            assertThat(office.td.requests("deleteMessages")).hasSize(1);
        }

        @Test
        void is_in_doubt_where_a_chat_is_its_sender() {
            office.td.next(
                    "sendMessage",
                    "{'@type':'message','id':9,'chat_id':55,'date':1000,"
                            + "'sender_id':{'@type':'messageSenderChat','chat_id':55}}");
            assertThat(Office.failure(office.time.await(held(office)))).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void is_in_doubt_for_a_bot() {
            Office bot = holding(Office.ofBot());
            assertThat(Office.failure(bot.time.await(held(bot)))).isInstanceOf(Failure.Ambiguous.class);
            assertThat(bot.td.requests("searchChatMessages")).isEmpty();
        }

        @Test
        void makes_room_for_the_next_one() {
            office.time.await(held(office));
            office.td.accepting = true;
            assertThat(office.send(text()).isDone()).isTrue();
        }
    }

    @Nested
    class A_success_while_it_is_taken_back {
        private final Office office = holding(Office.ofUser());

        /** The deletion meets a message that the server has just accepted. */
        private Outcome<SentMessage> race(boolean deleted) {
            office.td.always("deleteMessages", request -> {
                long temporary = request.path("message_ids").path(0).asLong();
                office.td.accepts(CHAT, temporary, 400);
                if (deleted) {
                    office.td.removes(CHAT, 400L << 20);
                }
                return "{'@type':'ok'}";
            });
            return office.time.await(held(office));
        }

        @Test
        void wins() {
            assertThat(race(false).orThrow().messageId()).isEqualTo(400);
        }

        @Test
        void is_none_where_the_deletion_took_the_message_away() {
            assertThat(Office.failure(race(true))).isInstanceOf(Failure.Unavailable.class);
            assertThat(office.events).isEmpty();
        }

        @Test
        void wins_over_a_deletion_that_failed() {
            office.td.always("deleteMessages", request -> {
                office.td.accepts(CHAT, request.path("message_ids").path(0).asLong(), 400);
                return ScriptedTd.error(400, "Message can't be deleted");
            });
            assertThat(office.time.await(held(office)).orThrow().messageId()).isEqualTo(400);
        }
    }
}
