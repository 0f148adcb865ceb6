// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientsTest {
    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, USER_IS_BLOCKED, true",
        "FORBIDDEN, INPUT_USER_DEACTIVATED, true",
        "FORBIDDEN, CHAT_WRITE_FORBIDDEN, true",
        "NOT_FOUND, USERNAME_NOT_OCCUPIED, true",
        "FORBIDDEN, CHAT_SEND_PHOTOS_FORBIDDEN, false",
        "FORBIDDEN, USER_BANNED_IN_CHANNEL, false",
        "FORBIDDEN, FROZEN_METHOD_INVALID, false",
        "FORBIDDEN, BOT_NOT_STARTED, false",
        "FORBIDDEN, PAYMENT, false",
        "NOT_FOUND, REPLY_MESSAGE_ID_INVALID, false",
        "FAILED, PEER_FLOOD, false",
    })
    void only_what_a_chat_answers_to_everything_is_remembered_of_it(
            SendStatus status, String reason, boolean remembered) {
        assertThat(Recipients.isWorthRemembering(SendResult.refused(status, reason, "no", null)))
                .isEqualTo(remembered);
    }
}
