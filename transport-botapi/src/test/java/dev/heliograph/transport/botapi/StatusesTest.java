// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers see of the errors that bots meet most. */
class StatusesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            403 | Forbidden: bot was blocked by the user | FORBIDDEN
            403 | Forbidden: user is deactivated | FORBIDDEN
            403 | Forbidden: bot can't initiate conversation with a user | FORBIDDEN
            403 | Forbidden: bot can't send messages to bots | FORBIDDEN
            403 | Forbidden: bot was kicked from the group chat | FORBIDDEN
            403 | Forbidden: bot was kicked from the supergroup chat | FORBIDDEN
            403 | Forbidden: bot was kicked from the channel chat | FORBIDDEN
            403 | Forbidden: bot is not a member of the channel chat | FORBIDDEN
            403 | Forbidden: bot is not a member of the supergroup chat | FORBIDDEN
            403 | Forbidden: bot is not a member of the group chat | FORBIDDEN
            400 | Bad Request: not enough rights to send text messages to the chat | FORBIDDEN
            400 | Bad Request: not enough rights to send photos to the chat | FORBIDDEN
            400 | Bad Request: have no rights to send a message | FORBIDDEN
            400 | Bad Request: need administrator rights in the channel chat | FORBIDDEN
            400 | Bad Request: CHAT_WRITE_FORBIDDEN | FORBIDDEN
            400 | Bad Request: CHAT_RESTRICTED | FORBIDDEN
            400 | Bad Request: CHAT_SEND_PLAIN_FORBIDDEN | FORBIDDEN
            400 | Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN | FORBIDDEN
            400 | Bad Request: CHAT_SEND_DOCS_FORBIDDEN | FORBIDDEN
            400 | Bad Request: CHAT_ADMIN_REQUIRED | FORBIDDEN
            400 | Bad Request: CHANNEL_PRIVATE | FORBIDDEN
            400 | Bad Request: USER_BANNED_IN_CHANNEL | FORBIDDEN
            400 | Bad Request: TOPIC_CLOSED | FORBIDDEN
            400 | Bad Request: TOPIC_DELETED | NOT_FOUND
            400 | Bad Request: message thread not found | NOT_FOUND
            400 | Bad Request: chat not found | NOT_FOUND
            400 | Bad Request: user not found | NOT_FOUND
            400 | Bad Request: PEER_ID_INVALID | NOT_FOUND
            400 | Bad Request: message text is empty | FAILED
            400 | Bad Request: message is too long | TOO_LONG
            400 | Bad Request: MESSAGE_TOO_LONG | TOO_LONG
            400 | Bad Request: message caption is too long | TOO_LONG
            400 | Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 0 | FAILED
            400 | Bad Request: PRIVACY_PREMIUM_REQUIRED | FORBIDDEN
            400 | Bad Request: ALLOW_PAYMENT_REQUIRED_100 | FORBIDDEN
            400 | Bad Request: USER_PRIVACY_RESTRICTED | FORBIDDEN
            400 | Bad Request: YOU_BLOCKED_USER | FORBIDDEN
            400 | Bad Request: FROZEN_METHOD_INVALID | FORBIDDEN
            406 | Not Acceptable: FROZEN_METHOD_INVALID | FORBIDDEN
            400 | Bad Request: PEER_FLOOD | FAILED
            400 | Bad Request: INPUT_USER_DEACTIVATED | FORBIDDEN
            400 | Bad Request: USER_IS_BLOCKED | FORBIDDEN
            400 | Bad Request: something new tomorrow | FAILED
            404 | Not Found: method not found | FAILED
            """)
    void each_error_has_its_status(int code, String description, SendStatus status) {
        VirtualBot bot = VirtualBot.connected();
        bot.server.answer("sendMessage", ScriptedHttp.error(code, description.replace("\"", "\\\"")));
        assertThat(bot.failure(OutgoingMessage.to(5).text("x")))
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        rejected -> assertThat(rejected.status()).isEqualTo(status));
    }
}
