// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientsTest {
    private static SendResult result(SendStatus status, String reason) {
        return SendResult.refused(status, reason, "no", null);
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, USER_IS_BLOCKED, 12, true, 90",
        "FORBIDDEN, INPUT_USER_DEACTIVATED, 12, true, 90",
        "NOT_FOUND, USERNAME_NOT_OCCUPIED, @nobody, true, 90",
        "NOT_FOUND, CHAT_NOT_FOUND, 12, true, 90",
        "NOT_FOUND, PEER_ID_INVALID, 12, true, 90",
        "NOT_FOUND, CHAT_NOT_FOUND, -1001000000001, true, 1",
        "NOT_FOUND, CHAT_DELETED, -5, true, 1",
        "FORBIDDEN, CHAT_WRITE_FORBIDDEN, -5, true, 1",
        "FORBIDDEN, CHAT_ADMIN_REQUIRED, @news, true, 1",
        "FORBIDDEN, NOT_A_MEMBER, -5, true, 1",
        "FORBIDDEN, CHANNEL_PRIVATE, -5, true, 1",
        "FORBIDDEN, CHAT_RESTRICTED, -5, true, 1",
        "FORBIDDEN, CHAT_GUEST_SEND_FORBIDDEN, -5, true, 1",
        "FORBIDDEN, USER_PRIVACY_RESTRICTED, 12, true, 1",
        "FORBIDDEN, YOU_BLOCKED_USER, 12, true, 1",
        "FORBIDDEN, USER_BANNED_IN_CHANNEL, -5, true, 0",
        "FORBIDDEN, BOT_NOT_STARTED, 12, true, 0",
        "FORBIDDEN, PAYMENT, 12, true, 0",
        "FORBIDDEN, CHAT_SEND_PHOTOS_FORBIDDEN, -5, false, 0",
        "FORBIDDEN, CHAT_SEND_PLAIN_FORBIDDEN, -5, false, 0",
        "FORBIDDEN, CHAT_SEND_STICKERS_FORBIDDEN, -5, false, 0",
        "FORBIDDEN, CHAT_SEND_TOMORROW_FORBIDDEN, -5, false, 0",
        "FORBIDDEN, VOICE_MESSAGES_FORBIDDEN, 12, false, 0",
        "FORBIDDEN, TOPIC_CLOSED, -5, false, 0",
        "FORBIDDEN, FROZEN_METHOD_INVALID, 12, false, 0",
        "FORBIDDEN, Forbidden: something new, 12, false, 0",
        "NOT_FOUND, TOPIC_DELETED, -5, false, 0",
        "NOT_FOUND, REPLY_MESSAGE_ID_INVALID, 12, false, 0",
        "FAILED, PEER_FLOOD, 12, false, 0",
        "FAILED, USER_IS_BLOCKED, 12, false, 0",
        "UNKNOWN, USER_IS_BLOCKED, 12, false, 0",
    })
    void a_refusal_reaches_as_far_as_its_reason(
            SendStatus status, String reason, String chat, boolean closes, long days) {
        SendResult result = result(status, reason);
        assertThat(Recipients.isClosedBy(result)).isEqualTo(closes);
        assertThat(Recipients.remembered(result, chat)).isEqualTo(days == 0 ? null : Duration.ofDays(days));
    }

    @Test
    void a_deleted_account_and_a_name_that_nobody_has_are_closed_to_everybody() {
        assertThat(Recipients.isClosedToAll(result(SendStatus.FORBIDDEN, "INPUT_USER_DEACTIVATED"), "12"))
                .isTrue();
        assertThat(Recipients.isClosedToAll(result(SendStatus.NOT_FOUND, "USERNAME_NOT_OCCUPIED"), "@nobody"))
                .isTrue();
        assertThat(Recipients.isClosedToAll(result(SendStatus.NOT_FOUND, "CHAT_NOT_FOUND"), "12"))
                .isFalse();
        assertThat(Recipients.isClosedToAll(result(SendStatus.FORBIDDEN, "USER_IS_BLOCKED"), "12"))
                .isFalse();
    }
}
