// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.SendResult;
import dev.heliograph.model.Stable;

/** What an end says of the chat rather than of the message. */
@Stable
public final class Recipients {
    private Recipients() {}

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
}
