// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.Stable;

/** What an end says of the chat rather than of the message. */
@Stable
public final class Recipients {
    private Recipients() {}

    /** The reason of a recipient who wants no broadcasts. */
    public static final String OPTED_OUT = "OPTED_OUT";
    /** The reason of a recipient who refused an earlier job for good. */
    public static final String KNOWN_UNREACHABLE = "KNOWN_UNREACHABLE";
    /** The reason of a recipient whom the caller's rule passes over. */
    public static final String SKIPPED = "SKIPPED";

    /** Whether nobody tried to send a message that ended so, since its recipient was passed over. */
    public static boolean isPassedOver(String reason) {
        return switch (reason) {
            case OPTED_OUT, KNOWN_UNREACHABLE, SKIPPED -> true;
            default -> false;
        };
    }

    /** Whether what a chat answered to one session holds for every other one. */
    public static boolean isClosedToAll(SendResult result, String chat) {
        return result.reason().contains("DEACTIVATED")
                || (result.status() == SendStatus.NOT_FOUND && chat.startsWith("@"));
    }

    /** Whether every other message to that chat would end the same way until somebody acts. */
    public static boolean isClosedBy(SendResult result) {
        return switch (result.status()) {
            case FORBIDDEN ->
                !result.reason().startsWith("TOPIC_") && !result.reason().equals("FROZEN_METHOD_INVALID");
            case NOT_FOUND ->
                !result.reason().contains("MESSAGE") && !result.reason().startsWith("TOPIC_");
            case SUCCESS, FLOOD_WAIT, TOO_LONG, FAILED, UNKNOWN -> false;
        };
    }

    /**
     * Whether later broadcasts need not try that chat: it refused whatever comes from that sender. One that Telegram restricts,
     * a bot that the person may start tomorrow, and messages of one kind are no reason.
     */
    public static boolean isWorthRemembering(SendResult result) {
        return switch (result.reason()) {
            case "BOT_NOT_STARTED", "PAYMENT", "USER_BANNED_IN_CHANNEL" -> false;
            default -> isClosedBy(result) && !result.reason().startsWith("CHAT_SEND_");
        };
    }
}
