// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.render.Json;
import dev.heliograph.model.Failure;
import dev.heliograph.model.OneLine;
import dev.heliograph.model.Peer;
import dev.heliograph.model.Reasons;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;

/**
 * A call that did not work, in the words that results use.
 *
 * @param status such as NOT_FOUND
 * @param reason such as USERNAME_NOT_OCCUPIED
 * @param detail what happened, in words
 */
public record Ended(SendStatus status, String reason, String detail) {
    /** The failure as people are told it. */
    public static Ended by(Failure failure) {
        SendStatus status = switch (failure.kind()) {
            case REJECTED -> ((Failure.Rejected) failure).status();
            case THROTTLED -> SendStatus.FLOOD_WAIT;
            case AMBIGUOUS -> SendStatus.UNKNOWN;
            case UNAVAILABLE, SESSION_LOST, UNSUPPORTED -> SendStatus.FAILED;
        };
        String word = OneLine.of(failure.word());
        String reason = OneLine.of(failure.reason());
        return new Ended(status, word, reason.startsWith(word + ": ") ? reason.substring(word.length() + 2) : reason);
    }

    /** The JSON document of a command that could not do its work. */
    public Json json() {
        return new Json().put("status", status).put("reason", reason);
    }

    /** One line. */
    public String words() {
        return status + " " + reason + (detail.equals(reason) ? "" : ": " + detail);
    }

    /** The result of a message that could not be sent for this. */
    SendResult result(Peer chat, SessionName session) {
        String why = "the session could not be connected" + (detail.equals(reason) ? "" : ", " + detail);
        return SendResult.refused(status, reason, Reasons.sentence(status, "sent to " + chat, reason, why), session);
    }
}
