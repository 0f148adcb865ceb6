// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

        @Test
        void is_seen_behind_words_that_nobody_knows() {
            assertThat(failure(429, "Calm down").kind()).isEqualTo(Failure.Kind.THROTTLED);
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
            "400, Bad Request: not enough rights to send text messages to the chat, FORBIDDEN, CHAT_WRITE_FORBIDDEN",
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
            return ErrorTable.load(Files.write(folder.resolve("errors.tsv"), java.util.List.of(lines)));
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
        void that_is_missing_is_named() {
            assertThatThrownBy(() -> ErrorTable.load(folder.resolve("none.tsv")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("none.tsv");
        }
    }
}
