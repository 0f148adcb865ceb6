// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Reach;
import dev.heliograph.model.Reasons;
import dev.heliograph.model.SendStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTableTest {
    private final ErrorTable table = ErrorTable.standard();

    private Failure failure(int code, String text) {
        return table.classify(code, text, null).orElseThrow();
    }

    @Nested
    class Speed {
        @ParameterizedTest
        @CsvSource({
            "420, FLOOD_WAIT_37, 37, REQUEST, FLOOD_WAIT",
            "420, flood_wait_37, 37, REQUEST, FLOOD_WAIT",
            "429, Too Many Requests: retry after 14, 14, REQUEST, FLOOD_WAIT",
            "429, Too Many Requests, 1, REQUEST, FLOOD_WAIT",
            "420, SLOWMODE_WAIT_9, 9, CHAT, SLOWMODE_WAIT",
            "420, FLOOD_PREMIUM_WAIT_3, 3, METHOD, FLOOD_PREMIUM_WAIT",
            "420, FLOOD_TEST_PHONE_WAIT_60, 60, METHOD, FLOOD_TEST_PHONE_WAIT",
            "420, 2FA_CONFIRM_WAIT_604800, 604800, METHOD, 2FA_CONFIRM_WAIT",
            "420, TAKEOUT_INIT_DELAY_86400, 86400, METHOD, TAKEOUT_INIT_DELAY",
            "420, FLOOD_SKIP_FAILED_WAIT, 1, REQUEST, FLOOD_SKIP_FAILED_WAIT",
            "420, FLOOD_WAIT_0, 1, REQUEST, FLOOD_WAIT",
        })
        void carries_its_wait_and_scope(int code, String text, long seconds, FloodScope scope, String reason) {
            assertThat(failure(code, text))
                    .isEqualTo(new Failure.Throttled(Duration.ofSeconds(seconds), scope, reason));
        }

        @Test
        void prefers_the_wait_that_was_told_apart_from_the_text() {
            assertThat(table.classify(429, "Too Many Requests: retry after 5", Duration.ofSeconds(7)))
                    .contains(new Failure.Throttled(Duration.ofSeconds(7), FloodScope.REQUEST, "FLOOD_WAIT"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Calm down", "", "x", "Слишком много запросов", "retry"})
        void is_seen_behind_words_that_nobody_knows(String text) {
            for (int code : List.of(420, 429)) {
                Failure flood = table.classify(code, text, Duration.ofHours(9)).orElseThrow();
                assertThat(((Failure.Throttled) flood).retryAfter()).isEqualTo(Duration.ofHours(9));
            }
        }

        @ParameterizedTest
        @CsvSource({
            "429, Calm down for 12 seconds, 12",
            "429, error 429, 1",
            "420, FLOOD_WAIT_420, 420",
            "420, FLOOD_WAIT_99999999999, 31622400",
            "429, Too Many Requests: retry after 3.2, 4",
            "429, Calm down, 1",
        })
        void takes_its_wait_from_the_words_where_nothing_else_is_told(int code, String text, long seconds) {
            assertThat(((Failure.Throttled) failure(code, text)).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        }

        @Test
        void never_waits_for_longer_than_clocks_can_count() {
            Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
            assertThat(((Failure.Throttled) table.classify(429, "", endless).orElseThrow()).retryAfter())
                    .isEqualTo(Duration.ofDays(366));
        }

        @Test
        void does_not_split_albums() {
            assertThat(failure(400, "SLOWMODE_MULTI_MSGS_DISABLED"))
                    .isEqualTo(new Failure.Rejected(SendStatus.FAILED, 400, "SLOWMODE_MULTI_MSGS_DISABLED"));
        }
    }

    @Nested
    class A_rejection {
        @ParameterizedTest
        @CsvSource({
            "400, PEER_FLOOD, FAILED, PEER_FLOOD",
            "420, FROZEN_METHOD_INVALID, FORBIDDEN, FROZEN_METHOD_INVALID",
            "400, PHONE_NUMBER_FLOOD, FAILED, PHONE_NUMBER_FLOOD",
            "406, PHONE_PASSWORD_FLOOD, FAILED, PHONE_PASSWORD_FLOOD",
            "400, API_ID_PUBLISHED_FLOOD, FAILED, API_ID_PUBLISHED_FLOOD",
            "401, SESSION_PASSWORD_NEEDED, FAILED, SESSION_PASSWORD_NEEDED",
            "400, USER_IS_BLOCKED, FORBIDDEN, USER_IS_BLOCKED",
            "403, Forbidden: bot was blocked by the user, FORBIDDEN, USER_IS_BLOCKED",
            "403, Forbidden: user is deactivated, FORBIDDEN, INPUT_USER_DEACTIVATED",
            "400, INPUT_USER_DEACTIVATED, FORBIDDEN, INPUT_USER_DEACTIVATED",
            "403, CHAT_WRITE_FORBIDDEN, FORBIDDEN, CHAT_WRITE_FORBIDDEN",
            "400, CHAT_ADMIN_REQUIRED, FORBIDDEN, CHAT_ADMIN_REQUIRED",
            "403, CHAT_SEND_MEDIA_FORBIDDEN, FORBIDDEN, CHAT_SEND_MEDIA_FORBIDDEN",
            "400, USER_BANNED_IN_CHANNEL, FORBIDDEN, USER_BANNED_IN_CHANNEL",
            "400, CHAT_RESTRICTED, FORBIDDEN, CHAT_RESTRICTED",
            "403, CHAT_GUEST_SEND_FORBIDDEN, FORBIDDEN, CHAT_GUEST_SEND_FORBIDDEN",
            "400, YOU_BLOCKED_USER, FORBIDDEN, YOU_BLOCKED_USER",
            "403, USER_PRIVACY_RESTRICTED, FORBIDDEN, USER_PRIVACY_RESTRICTED",
            "406, PRIVACY_PREMIUM_REQUIRED, FORBIDDEN, PRIVACY_PREMIUM_REQUIRED",
            "403, Forbidden: bot was kicked from the supergroup chat, FORBIDDEN, NOT_A_MEMBER",
            "403, Forbidden: bot is not a member of the channel chat, FORBIDDEN, NOT_A_MEMBER",
            "400, Bad Request: have no rights to send a message, FORBIDDEN, CHAT_WRITE_FORBIDDEN",
            "400, Bad Request: not enough rights to change the chat, FORBIDDEN, CHAT_WRITE_FORBIDDEN",
            "403, Forbidden: something new, FORBIDDEN, Forbidden: something new",
            "400, Bad Request: can't parse entities: Unsupported start tag \"chat not found\", FAILED, BAD_MARKUP",
            "400, 'Bad Request: bot \"peer_flood\" not here', FAILED, 'Bad Request: bot \"peer_flood\" not here'",
            "400, Bad Request: need administrator rights in the channel chat, FORBIDDEN, CHAT_ADMIN_REQUIRED",
            "403, Forbidden: bot can't initiate conversation with a user, FORBIDDEN, BOT_NOT_STARTED",
            "403, ALLOW_PAYMENT_REQUIRED_25, FORBIDDEN, PAYMENT",
            "406, CHANNEL_PRIVATE, FORBIDDEN, CHANNEL_PRIVATE",
            "400, CHANNEL_PRIVATE, FORBIDDEN, CHANNEL_PRIVATE",
            "400, CHANNEL_INVALID, NOT_FOUND, CHANNEL_INVALID",
            "400, CHAT_ID_INVALID, NOT_FOUND, CHAT_ID_INVALID",
            "400, PEER_ID_INVALID, NOT_FOUND, PEER_ID_INVALID",
            "400, Bad Request: PEER_ID_INVALID, NOT_FOUND, PEER_ID_INVALID",
            "400, Bad Request: chat not found, NOT_FOUND, CHAT_NOT_FOUND",
            "404, Chat not found, NOT_FOUND, CHAT_NOT_FOUND",
            "400, USERNAME_NOT_OCCUPIED, NOT_FOUND, USERNAME_NOT_OCCUPIED",
            "400, USERNAME_INVALID, NOT_FOUND, USERNAME_INVALID",
            "400, Bad Request: user not found, NOT_FOUND, USER_NOT_FOUND",
            "400, MESSAGE_ID_INVALID, NOT_FOUND, MESSAGE_ID_INVALID",
            "400, REPLY_MESSAGE_ID_INVALID, NOT_FOUND, REPLY_MESSAGE_ID_INVALID",
            "400, Bad Request: message to edit not found, NOT_FOUND, MESSAGE_ID_INVALID",
            "400, Bad Request: message to delete not found, NOT_FOUND, MESSAGE_ID_INVALID",
            "400, Bad Request: message to be replied not found, NOT_FOUND, REPLY_MESSAGE_ID_INVALID",
            "400, Bad Request: message to copy not found, NOT_FOUND, MESSAGE_ID_INVALID",
            "400, Bad Request: query is too old and response timeout expired or query ID is invalid, FAILED, QUERY_ID_INVALID",
            "400, TOPIC_DELETED, NOT_FOUND, TOPIC_DELETED",
            "400, TOPIC_CLOSED, FORBIDDEN, TOPIC_CLOSED",
            "400, MESSAGE_TOO_LONG, TOO_LONG, MESSAGE_TOO_LONG",
            "400, MEDIA_CAPTION_TOO_LONG, TOO_LONG, MEDIA_CAPTION_TOO_LONG",
            "400, Bad Request: message is too long, TOO_LONG, MESSAGE_TOO_LONG",
            "400, Bad Request: message caption is too long, TOO_LONG, MEDIA_CAPTION_TOO_LONG",
            "413, Request Entity Too Large, TOO_LONG, REQUEST_TOO_LARGE",
            "400, ENTITY_BOUNDS_INVALID, FAILED, BAD_MARKUP",
            "400, Bad Request: can't parse entities: unexpected end tag, FAILED, BAD_MARKUP",
            "400, MESSAGE_EMPTY, FAILED, MESSAGE_EMPTY",
            "400, MEDIA_INVALID, FAILED, MEDIA_INVALID",
            "400, BUTTON_URL_INVALID, FAILED, BUTTON_URL_INVALID",
            "400, SCHEDULE_TOO_MUCH, FAILED, SCHEDULE_TOO_MUCH",
            "400, SCHEDULE_DATE_TOO_LATE, FAILED, SCHEDULE_DATE_TOO_LATE",
            "400, SCHEDULE_BOT_NOT_ALLOWED, FAILED, SCHEDULE_BOT_NOT_ALLOWED",
            "400, SOMETHING_NEW, FAILED, SOMETHING_NEW",
            "451, , FAILED, error 451",
        })
        void is_told_to_callers_by_status_and_word(int code, String text, SendStatus status, String reason) {
            assertThat(failure(code, text == null ? "" : text)).isEqualTo(new Failure.Rejected(status, code, reason));
        }

        @Test
        void never_matches_a_part_of_a_name() {
            assertThat(failure(400, "MY_PEER_FLOOD_TEST").reason()).isEqualTo("MY_PEER_FLOOD_TEST");
        }

        @Test
        void keeps_a_strange_text_short() {
            assertThat(failure(400, "x".repeat(5000)).reason()).hasSize(200);
            assertThat(failure(400, "x".repeat(199) + "\uD83D\uDE00").reason()).hasSize(199);
        }

        @Test
        void looks_at_the_beginning_of_a_text_only() {
            assertThat(failure(400, "x ".repeat(1000) + "chat not found").reason())
                    .startsWith("x x");
            assertThat(failure(400, "chat not found" + " x".repeat(2_000_000)).reason())
                    .isEqualTo("CHAT_NOT_FOUND");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\u001B[31mb", "a\r\nb", "a\u0000b", "a\u202Eb", "a\u2066b", "a\u2028b", "a\u009Bb"})
        void keeps_nothing_of_a_strange_text_that_moves_a_terminal(String text) {
            assertThat(failure(400, text).reason()).matches("a +(\\[31m)?b");
        }
    }

    /** TDLib's words for one right each, and MTProto's for the same one. */
    @Nested
    class A_refusal_of_one_kind_of_content {
        @ParameterizedTest
        @CsvSource({
            "text messages, CHAT_SEND_PLAIN_FORBIDDEN",
            "photos, CHAT_SEND_PHOTOS_FORBIDDEN",
            "videos, CHAT_SEND_VIDEOS_FORBIDDEN",
            "video notes, CHAT_SEND_ROUNDVIDEOS_FORBIDDEN",
            "voice notes, CHAT_SEND_VOICES_FORBIDDEN",
            "music, CHAT_SEND_AUDIOS_FORBIDDEN",
            "documents, CHAT_SEND_DOCS_FORBIDDEN",
            "animations, CHAT_SEND_GIFS_FORBIDDEN",
            "stickers, CHAT_SEND_STICKERS_FORBIDDEN",
            "games, CHAT_SEND_GAME_FORBIDDEN",
            "polls, CHAT_SEND_POLL_FORBIDDEN",
        })
        void has_one_word_for_all_transports(String things, String word) {
            Failure refusal = new Failure.Rejected(SendStatus.FORBIDDEN, 400, word);
            assertThat(failure(400, "Bad Request: not enough rights to send " + things + " to the chat"))
                    .isEqualTo(refusal);
            assertThat(failure(400, word)).isEqualTo(refusal);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "not enough rights to send text messages to the chat",
                    "not enough rights to send photos to the chat",
                    "not enough rights to send video notes to the chat",
                    "not enough rights to send venues to the chat",
                    "not enough rights to send the rich message to the chat",
                    "not enough rights to send holograms to the chat",
                    "user restricted receiving of voice note messages",
                    "CHAT_SEND_MEDIA_FORBIDDEN",
                    "CHAT_SEND_INLINE_FORBIDDEN",
                    "VOICE_MESSAGES_FORBIDDEN"
                })
        void says_nothing_of_other_messages_to_the_chat(String text) {
            Failure refusal = failure(400, "Bad Request: " + text);
            assertThat(((Failure.Rejected) refusal).status()).isEqualTo(SendStatus.FORBIDDEN);
            assertThat(Reasons.reach(refusal.word())).isEqualTo(Reach.MESSAGE);
        }
    }

    @Nested
    class An_error_that_may_come_after_an_effect {
        private Failure afterASend(int code, String text) {
            return table.classify(code, text, null, true).orElseThrow();
        }

        @ParameterizedTest
        @CsvSource({
            "500, Internal Server Error: restart",
            "500, Internal Server Error: request aborted",
            "500, Internal Server Error: sent message was immediately deleted and can't be returned",
            "500, Internal Server Error",
            "502, Bad Gateway",
            "503, Service Unavailable",
            "504, Gateway Timeout",
            "599, x",
            "600, x",
            "0, x",
            "-1, x",
            "-503, Timeout",
            "200, x",
            "308, x",
            "500, INTERDC_2_CALL_ERROR",
            "500, RPC_CALL_FAIL",
            "500, WORKER_BUSY_TOO_LONG_RETRY",
            "400, Bad Request: Timeout",
            "400, Bad Request: Bad Gateway",
            "400, Bad Request: RPC_CALL_FAIL",
            "400, Bad Request: group send failed",
            "400, Bad Request: message was not forwarded",
        })
        void leaves_a_send_unsure_and_a_look_up_to_be_repeated(int code, String text) {
            assertThat(afterASend(code, text)).isInstanceOf(Failure.Ambiguous.class);
            assertThat(failure(code, text)).isInstanceOf(Failure.Unavailable.class);
        }

        @ParameterizedTest
        @CsvSource({
            "Too Many Requests: retry after 3",
            "chat not found",
            "CHAT_WRITE_FORBIDDEN",
            "Wrong file identifier/HTTP URL specified",
            "Unsupported start tag \"b\" at byte offset 0",
            "Message is too long",
            "Logged out",
            "USER_IS_BLOCKED",
        })
        void is_every_answer_about_a_part_of_an_album(String inner) {
            String text = "Bad Request: failed to send message #2 with the error message \"" + inner + "\"";
            for (int code : List.of(400, 403, 500)) {
                assertThat(afterASend(code, text)).isEqualTo(new Failure.Ambiguous("ALBUM_PART_FAILED"));
            }
        }

        @ParameterizedTest
        @CsvSource({"400, chat not found", "403, bot was blocked by the user", "429, retry after 3", "420, FLOOD_WAIT_3"
        })
        void is_none_of_the_400s(int code, String text) {
            assertThat(afterASend(code, text)).isEqualTo(failure(code, text));
        }

        @ParameterizedTest
        @CsvSource({"500, MSG_WAIT_FAILED", "400, FILE_REFERENCE_3_EXPIRED", "303, USER_MIGRATE_4"})
        void is_none_that_a_row_names_as_certain(int code, String text) {
            assertThat(afterASend(code, text)).isInstanceOf(Failure.Unavailable.class);
        }

        @ParameterizedTest
        @CsvSource({
            "401, Unauthorized, true",
            "400, Logged out, true",
            "401, Unauthorized: invalid api-id/api-hash, true",
            "401, Unauthorized: invalid token specified, false",
            "401, AUTH_KEY_UNREGISTERED, false",
            "404, Not Found, false",
        })
        void may_end_the_session_as_well(int code, String text, boolean unsure) {
            Failure lost = afterASend(code, text);
            assertThat(lost.kind()).isEqualTo(Failure.Kind.SESSION_LOST);
            assertThat(lost.mayHaveHappened()).isEqualTo(unsure);
            assertThat(failure(code, text).mayHaveHappened()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"chat not found", "too many requests", "USER_IS_BLOCKED", "FILE_REFERENCE_3_EXPIRED"})
        void leaves_a_send_unsure_whatever_the_words(String words) {
            assertThat(afterASend(500, "Internal Server Error: " + words)).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void may_say_that_it_did_happen() {
            assertThat(table.classify(500, "RANDOM_ID_DUPLICATE", null, true)).isEmpty();
        }
    }

    @Nested
    class A_lost_session {
        @ParameterizedTest
        @CsvSource({
            "406, AUTH_KEY_DUPLICATED, AUTH_KEY_DUPLICATED",
            "401, AUTH_KEY_UNREGISTERED, AUTH_KEY_UNREGISTERED",
            "401, SESSION_REVOKED, SESSION_REVOKED",
            "401, SESSION_EXPIRED, SESSION_EXPIRED",
            "401, AUTH_KEY_INVALID, AUTH_KEY_INVALID",
            "-404, '', AUTH_KEY_INVALID",
            "401, USER_DEACTIVATED, USER_DEACTIVATED",
            "401, USER_DEACTIVATED_BAN, USER_DEACTIVATED_BAN",
            "400, PHONE_NUMBER_BANNED, PHONE_NUMBER_BANNED",
            "401, Unauthorized, UNAUTHORIZED",
            "404, Not Found, UNAUTHORIZED",
        })
        void is_final(int code, String text, String reason) {
            assertThat(failure(code, text)).isEqualTo(new Failure.SessionLost(reason));
        }
    }

    @Nested
    class A_passing_failure {
        @ParameterizedTest
        @CsvSource({
            "303, USER_MIGRATE_4, USER_MIGRATE",
            "303, FILE_MIGRATE_2, FILE_MIGRATE",
            "400, Bad Request: group chat was upgraded to a supergroup chat, CHAT_MIGRATED",
            "500, INTERDC_2_CALL_ERROR, INTERDC_CALL_ERROR",
            "500, RPC_CALL_FAIL, RPC_CALL_FAIL",
            "500, PERSISTENT_TIMESTAMP_OUTDATED, PERSISTENT_TIMESTAMP_OUTDATED",
            "500, WORKER_BUSY_TOO_LONG_RETRY, WORKER_BUSY_TOO_LONG_RETRY",
            "500, MSG_WAIT_FAILED, MSG_WAIT_FAILED",
            "400, MSG_WAIT_TIMEOUT, MSG_WAIT_TIMEOUT",
            "-503, Timeout, TIMEOUT",
            "502, Bad Gateway, Bad Gateway",
            "-429, Transport flood, Transport flood",
            "409, Conflict: terminated by other getUpdates request, CONFLICT",
            "400, FILE_REFERENCE_3_EXPIRED, FILE_REFERENCE_EXPIRED",
            "400, FILE_PART_7_MISSING, FILE_PART_MISSING",
        })
        void comes_from_the_server(int code, String text, String reason) {
            assertThat(failure(code, text)).isEqualTo(new Failure.Unavailable(Failure.Origin.SERVER, reason));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RANDOM_ID_DUPLICATE", "MESSAGE_NOT_MODIFIED", "Bad Request: message is not modified: same"})
    void what_has_happened_already_is_no_failure(String text) {
        assertThat(table.classify(400, text, null)).isEmpty();
    }

    @Test
    void the_same_text_is_understood_the_same_way_again() {
        Failure first = failure(420, "FLOOD_WAIT_3");

        assertThat(failure(420, "FLOOD_WAIT_3")).isEqualTo(first);
        assertThat(failure(420, "FLOOD_WAIT_5")).isNotEqualTo(first);
    }

    @Nested
    class An_override {
        @TempDir
        Path folder;

        private ErrorTable with(String... lines) throws IOException {
            return ErrorTable.load(Files.write(folder.resolve("errors.tsv"), List.of(lines)));
        }

        @Test
        void comes_before_the_built_in_rows() throws IOException {
            ErrorTable changed =
                    with("# mine", "PEER_FLOOD\t400\tthrottled\taccount\tSPAM", "NEW_X_THING\t*\tlost\t-\t=");

            assertThat(changed.classify(400, "PEER_FLOOD", Duration.ofHours(1)))
                    .contains(new Failure.Throttled(Duration.ofHours(1), FloodScope.ACCOUNT, "SPAM"));
            assertThat(changed.classify(400, "NEW_4_THING", null)).contains(new Failure.SessionLost("NEW_THING"));
            assertThat(changed.classify(400, "MESSAGE_TOO_LONG", null).orElseThrow())
                    .isEqualTo(new Failure.Rejected(SendStatus.TOO_LONG, 400, "MESSAGE_TOO_LONG"));
        }

        @Test
        void decides_of_an_error_of_the_server_where_it_names_its_number() throws IOException {
            ErrorTable changed = with("NOT_TODAY\t500\tunavailable\tserver\t=", "NEVER\t*\trejected\tfailed\t=");

            assertThat(changed.classify(500, "NOT_TODAY", null, true).orElseThrow())
                    .isInstanceOf(Failure.Unavailable.class);
            assertThat(changed.classify(500, "NEVER", null, true).orElseThrow()).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void lists_every_row_that_is_wrong() {
            assertThatThrownBy(() -> with(
                            "A\t*\trejected\tsuccess\t=",
                            "B\t4xx\tlost\t-\t=",
                            "C\t*\tlost",
                            "D\t*\tgone\t-\t=",
                            "E\t*\tdone\tfailed\t=",
                            "\t*\tdone\t-\t="))
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            problems -> assertThat(problems.problems())
                                    .hasSize(6)
                                    .allMatch(line -> line.contains("errors.tsv, line ")));
        }

        @Test
        void may_begin_with_a_mark_of_byte_order() throws IOException {
            ErrorTable changed = with("\uFEFFNEW_X_THING\t*\tlost\t-\t=");
            assertThat(changed.classify(400, "NEW_4_THING", null)).contains(new Failure.SessionLost("NEW_THING"));
        }

        @Test
        void in_utf_16_is_named() throws IOException {
            Path file = Files.write(folder.resolve("errors.tsv"), "A\t*".getBytes(StandardCharsets.UTF_16LE));
            assertThatThrownBy(() -> ErrorTable.load(file)).hasMessageEndingWith("is UTF-16; save it as UTF-8");
        }

        @Test
        void that_is_missing_is_named() {
            assertThatThrownBy(() -> ErrorTable.load(folder.resolve("none.tsv")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("none.tsv");
        }
    }
}
