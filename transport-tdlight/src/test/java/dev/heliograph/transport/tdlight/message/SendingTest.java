// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static dev.heliograph.transport.tdlight.message.Office.CHAT;
import static dev.heliograph.transport.tdlight.message.Office.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SendingTest {
    private final Office office = Office.ofUser();

    @Nested
    class A_text {
        @Test
        void is_done_with_the_id_and_the_date_of_the_server() {
            assertThat(office.send(text()))
                    .isEqualTo(Outcome.done(new SentMessage(CHAT, 101, Instant.ofEpochSecond(1000))));
        }

        @Test
        void goes_with_its_entities() {
            office.send(OutgoingMessage.to(CHAT).html("\uD83D\uDE00 <b>x</b>"));
            JsonNode entity = office.request("sendMessage")
                    .path("input_message_content")
                    .path("text")
                    .path("entities")
                    .path(0);
            assertThat(entity.path("offset").asInt()).isEqualTo(3);
            assertThat(entity.path("type").path("@type").asString()).isEqualTo("textEntityTypeBold");
        }

        @Test
        void is_not_done_before_the_server_has_it() {
            office.td.accepting = false;
            CompletionStage<Outcome<SentMessage>> sending = office.start(text());
            office.time.settle();
            assertThat(sending.toCompletableFuture()).isNotDone();
        }

        @Test
        void may_succeed_before_it_is_known_to_have_begun() {
            office.td.never("sendMessage");
            CompletionStage<Outcome<SentMessage>> sending = office.start(text());
            office.time.settle();
            office.td.accepts(CHAT, 9, 500);
            office.td.says("{'@type':'message','id':9,'chat_id':55,'@extra':2}");
            assertThat(office.time.await(sending).orThrow().messageId()).isEqualTo(500);
        }

        @Test
        void is_refused_at_once_where_tdlib_sees_that_it_cannot_go() {
            office.td.next("sendMessage", ScriptedTd.error(400, "Have no write access to the chat"));
            assertThat(office.failure(text()))
                    .isEqualTo(new Failure.Rejected(SendStatus.FORBIDDEN, 400, "CHAT_WRITE_FORBIDDEN"));
        }

        @Test
        void is_in_doubt_where_tdlib_does_not_answer() {
            office.td.never("sendMessage");
            assertThat(office.failure(text())).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void is_in_doubt_where_somebody_deletes_it_on_its_way() {
            office.td.accepting = false;
            CompletionStage<Outcome<SentMessage>> sending = office.start(text());
            office.time.settle();
            office.td.removes(CHAT, office.td.newest());
            assertThat(Office.failure(office.time.await(sending))).isInstanceOf(Failure.Ambiguous.class);
            assertThat(office.events).isEmpty();
        }
    }

    @Nested
    class Options {
        @Test
        void are_said_in_the_words_of_tdlib() {
            office.send(text().silent().protect(true).noLinkPreview());
            JsonNode request = office.request("sendMessage");
            assertThat(request.path("options").path("disable_notification").asBoolean())
                    .isTrue();
            assertThat(request.path("options").path("protect_content").asBoolean())
                    .isTrue();
            assertThat(request.path("input_message_content")
                            .path("link_preview_options")
                            .path("is_disabled")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void are_left_away_where_they_are_not_wanted() {
            office.send(text());
            JsonNode request = office.request("sendMessage");
            assertThat(request.has("reply_to")
                            || request.has("topic_id")
                            || request.path("options").has("scheduling_state"))
                    .isFalse();
            assertThat(request.path("input_message_content").has("link_preview_options"))
                    .isFalse();
        }

        @Test
        void name_the_topic_as_this_version_wants_it() {
            office.send(text().topic(12));
            assertThat(office.request("sendMessage")
                            .path("topic_id")
                            .path("forum_topic_id")
                            .asInt())
                    .isEqualTo(12);
        }

        @Test
        void let_a_user_send_later() {
            office.td.accepting = false;
            CompletionStage<Outcome<SentMessage>> sending =
                    office.start(text().schedule(Instant.ofEpochSecond(5_000_000)));
            office.time.settle();
            assertThat(office.request("sendMessage")
                            .path("options")
                            .path("scheduling_state")
                            .path("send_date")
                            .asLong())
                    .isEqualTo(5_000_000);
            long waiting = (5_000_000L << 21) | (3 << 3) | 4;
            office.td.says("{'@type':'updateMessageSendSucceeded','old_message_id':" + office.td.newest()
                    + ",'message':" + ScriptedTd.message(CHAT, waiting, "later") + "}");
            assertThat(office.time.await(sending).orThrow().messageId())
                    .as("its place among what waits is none in the chat")
                    .isZero();
        }

        @Test
        void do_not_let_a_bot_send_later() {
            Office bot = Office.ofBot();
            assertThat(bot.failure(text().schedule(Instant.ofEpochSecond(5_000_000))))
                    .isEqualTo(new Failure.Unsupported("schedule"));
        }
    }

    @Nested
    class An_answer {
        @Test
        void is_sent_once_tdlib_knows_what_it_answers() {
            office.send(text().replyTo(5));
            assertThat(office.request("getMessage").path("message_id").asLong()).isEqualTo(5 << 20);
            assertThat(office.request("sendMessage")
                            .path("reply_to")
                            .path("message_id")
                            .asLong())
                    .isEqualTo(5 << 20);
        }

        @Test
        void to_nothing_is_not_found() {
            office.td.next("getMessage", ScriptedTd.error(404, "Not Found"));
            assertThat(office.failure(text().replyTo(5)))
                    .isEqualTo(new Failure.Rejected(SendStatus.NOT_FOUND, 400, "REPLY_MESSAGE_ID_INVALID"));
            assertThat(office.td.requests("sendMessage")).isEmpty();
        }

        @Test
        void to_nothing_is_sent_without_it_where_that_is_allowed() {
            office.td.next("getMessage", ScriptedTd.error(404, "Not Found"));
            office.send(text().replyTo(5).allowSendingWithoutReply(true));
            assertThat(office.request("sendMessage").has("reply_to")).isFalse();
        }
    }

    @Nested
    class A_refusal {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                403|Bot can't initiate conversation with a user|FORBIDDEN|BOT_NOT_STARTED
                403|PEER_ID_INVALID|NOT_FOUND|PEER_ID_INVALID
                403|User is deactivated|FORBIDDEN|INPUT_USER_DEACTIVATED
                400|Message is too long|TOO_LONG|MESSAGE_TOO_LONG
                400|Message caption is too long|TOO_LONG|MEDIA_CAPTION_TOO_LONG
                400|CHAT_WRITE_FORBIDDEN|FORBIDDEN|CHAT_WRITE_FORBIDDEN
                400|USER_PRIVACY_RESTRICTED|FORBIDDEN|USER_PRIVACY_RESTRICTED
                400|PRIVACY_PREMIUM_REQUIRED|FORBIDDEN|PRIVACY_PREMIUM_REQUIRED
                403|USER_IS_BLOCKED|FORBIDDEN|USER_IS_BLOCKED
                400|USER_IS_BLOCKED|FORBIDDEN|USER_IS_BLOCKED
                403|USER_DELETED|FORBIDDEN|INPUT_USER_DEACTIVATED
                403|USER_BOT_INVALID|FORBIDDEN|USER_BOT_INVALID
                403|CHANNEL_PUBLIC_GROUP_NA|FORBIDDEN|CHANNEL_PUBLIC_GROUP_NA
                400|MESSAGE_EMPTY|FAILED|MESSAGE_EMPTY
                400|ENTITY_BOUNDS_INVALID|FAILED|BAD_MARKUP
                400|PEER_FLOOD|FAILED|PEER_FLOOD
                400|SCHEDULE_DATE_TOO_LATE|FAILED|SCHEDULE_DATE_TOO_LATE
                400|YOU_BLOCKED_USER|FORBIDDEN|YOU_BLOCKED_USER
                400|CHANNEL_PRIVATE|FORBIDDEN|CHANNEL_PRIVATE
                400|Have no write access to the chat|FORBIDDEN|CHAT_WRITE_FORBIDDEN
                400|Text must be non-empty|FAILED|MESSAGE_EMPTY
                400|Bots can't send scheduled messages|FAILED|SCHEDULE_BOT_NOT_ALLOWED
                """)
        void is_understood_whatever_code_tdlib_gives_it(int code, String text, SendStatus status, String word) {
            assertThat(office.refusal(code, text)).isEqualTo(new Failure.Rejected(status, code, word));
        }

        @Test
        void for_speed_tells_how_long() {
            assertThat(office.refusal(429, "Too Many Requests: retry after 42"))
                    .isInstanceOfSatisfying(
                            Failure.Throttled.class,
                            flood -> assertThat(flood.retryAfter()).isEqualTo(Duration.ofSeconds(42)));
        }

        @Test
        void for_speed_is_rounded_up_where_tdlib_has_begun_to_count_down() {
            office.td.accepting = false;
            CompletionStage<Outcome<SentMessage>> sending = office.start(text());
            office.time.settle();
            office.td.refuses(CHAT, office.td.newest(), 429, "Too Many Requests: retry after 42", 41.999971);
            assertThat(Office.failure(office.time.await(sending)))
                    .isInstanceOfSatisfying(
                            Failure.Throttled.class,
                            flood -> assertThat(flood.retryAfter()).isEqualTo(Duration.ofSeconds(42)));
        }

        @Test
        void of_the_key_ends_the_session() {
            assertThat(office.refusal(406, "AUTH_KEY_DUPLICATED")).isInstanceOf(Failure.SessionLost.class);
            assertThat(Office.ofUser().refusal(401, "SESSION_REVOKED")).isInstanceOf(Failure.SessionLost.class);
        }

        @Test
        void by_a_server_in_trouble_leaves_it_unsure() {
            assertThat(office.refusal(500, "Internal Server Error")).isInstanceOf(Failure.Ambiguous.class);
            assertThat(Office.ofUser().refusal(502, "Bad Gateway")).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void because_the_account_was_logged_out_is_certain() {
            assertThat(office.refusal(401, "Unauthorized")).isEqualTo(new Failure.SessionLost("UNAUTHORIZED"));
        }

        @Test
        void because_it_was_sent_before_is_a_success_without_an_id() {
            office.td.accepting = false;
            CompletionStage<Outcome<SentMessage>> sending = office.start(text());
            office.time.settle();
            office.td.refuses(CHAT, office.td.newest(), 500, "RANDOM_ID_DUPLICATE", 0);
            assertThat(office.time.await(sending).orThrow().messageId()).isZero();
        }

        @Test
        void leaves_nothing_in_the_memory_of_tdlib() {
            office.refusal(400, "MESSAGE_EMPTY");
            office.time.settle();
            JsonNode deletion = office.request("deleteMessages");
            assertThat(deletion.path("revoke").asBoolean(true)).isFalse();
            assertThat(deletion.path("message_ids").path(0).asLong()).isEqualTo(office.td.newest() + 2);
        }
    }

    @Nested
    class Messages_to_one_chat {
        @Test
        void are_handed_over_one_after_the_other() {
            office.td.accepting = false;
            office.start(text());
            office.start(text());
            office.time.settle();
            assertThat(office.td.requests("sendMessage")).hasSize(1);
            office.td.accepts(CHAT, office.td.newest(), 200);
            office.time.settle();
            assertThat(office.td.requests("sendMessage")).hasSize(2);
        }

        @Test
        void do_not_hold_up_another() {
            office.td.accepting = false;
            office.start(text());
            office.start(OutgoingMessage.to(66).text("other"));
            office.time.settle();
            assertThat(office.td.requests("sendMessage")).hasSize(2);
        }

        @Test
        void go_on_after_a_refusal() {
            office.refusal(400, "MESSAGE_EMPTY");
            office.td.accepting = true;
            assertThat(office.send(text()).isDone()).isTrue();
        }

        @Test
        void are_not_handed_over_after_their_deadline() {
            office.td.accepting = false;
            office.start(text());
            CompletionStage<Outcome<SentMessage>> late = office.start(text().deadline(Duration.ofSeconds(2)));
            office.time.advance(Duration.ofSeconds(3));
            office.td.accepts(CHAT, office.td.newest(), 200);
            assertThat(Office.failure(office.time.await(late))).isInstanceOf(Failure.Unavailable.class);
            assertThat(office.td.requests("sendMessage")).hasSize(1);
        }
    }

    @Nested
    class The_end {
        @Test
        void leaves_what_tdlib_has_in_doubt_and_what_it_has_not_unsent() {
            office.td.accepting = false;
            CompletionStage<Outcome<SentMessage>> handed = office.start(text());
            CompletionStage<Outcome<SentMessage>> waiting = office.start(text());
            office.time.settle();
            office.messaging.end(new Failure.Unavailable(Failure.Origin.NETWORK, "gone"));
            assertThat(Office.failure(office.time.await(handed))).isInstanceOf(Failure.Ambiguous.class);
            assertThat(Office.failure(office.time.await(waiting))).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void of_the_session_is_told_to_what_waits() {
            office.td.accepting = false;
            office.start(text());
            CompletionStage<Outcome<SentMessage>> waiting = office.start(text());
            office.time.settle();
            office.messaging.end(new Failure.SessionLost("SESSION_REVOKED"));
            assertThat(Office.failure(office.time.await(waiting)))
                    .isEqualTo(new Failure.SessionLost("SESSION_REVOKED"));
        }

        @Test
        void answers_what_is_being_looked_for() {
            office.td.never("getChat");
            CompletionStage<Outcome<SentMessage>> seeking = office.start(text());
            office.time.settle();
            office.messaging.end(new Failure.Unavailable(Failure.Origin.NETWORK, "gone"));
            assertThat(Office.failure(office.time.await(seeking))).isInstanceOf(Failure.Unavailable.class);
        }
    }
}
