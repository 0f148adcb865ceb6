// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Reach;
import dev.heliograph.model.Reasons;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.Stable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an end says of the chat rather than of the message. */
@Stable
public final class Recipients {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SEASON = Duration.ofDays(90);

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
        return Reasons.reach(result.reason()) == Reach.EVERYONE
                || (result.status() == SendStatus.NOT_FOUND && chat.startsWith("@"));
    }

    /** Whether every other message to that chat would end the same way until somebody acts. */
    public static boolean isClosedBy(SendResult result) {
        return isRefused(result)
                && switch (Reasons.reach(result.reason())) {
                    case JOB, DAY, SEASON, EVERYONE -> true;
                    case MESSAGE, ACCOUNT -> false;
                };
    }

    /**
     * How long later broadcasts need not try that chat, or null: 90 days where a person does not want the sender or is
     * not there, a day where a right is missing.
     *
     * @param chat as messages name it
     */
    public static @Nullable Duration remembered(SendResult result, String chat) {
        if (!isRefused(result)) {
            return null;
        }
        return switch (Reasons.reach(result.reason())) {
            case MESSAGE, JOB, ACCOUNT -> null;
            case DAY -> DAY;
            // ids of groups and channels are negative: somebody may let the sender in again
            case SEASON, EVERYONE -> chat.startsWith("-") ? DAY : SEASON;
        };
    }

    private static boolean isRefused(SendResult result) {
        return result.status() == SendStatus.FORBIDDEN || result.status() == SendStatus.NOT_FOUND;
    }
}
