// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Peer;
import dev.heliograph.model.Reasons;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.state.OutboxRow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a row ended, for callers. Stored in the row's reason as two words, such as {@code FORBIDDEN USER_IS_BLOCKED}, since
 * the store knows sent, failed and unknown only.
 *
 * @param status the end, or null for a row that has none yet
 * @param reason a stable word, OK for a success, SCHEDULED for one that Telegram keeps until its time, empty for a row that
 *     has no end yet
 */
@Stable
public record RowEnd(@Nullable SendStatus status, String reason) {
    /** What is stored for that end. */
    static String stored(SendResult result) {
        return result.reason().equals(SendResult.OK) ? "" : result.status() + " " + result.reason();
    }

    /** What is stored for a row that is withdrawn for that reason. */
    public static String withdrawn(String reason) {
        return SendStatus.FAILED + " " + reason;
    }

    /** The end of the row. */
    public static RowEnd of(OutboxRow row) {
        return switch (row.state()) {
            case QUEUED, CLAIMED, SENDING -> new RowEnd(null, "");
            case SENT ->
                new RowEnd(SendStatus.SUCCESS, row.reason().isEmpty() ? SendResult.OK : lastWord(row.reason()));
            case UNKNOWN -> new RowEnd(SendStatus.UNKNOWN, lastWord(row.reason()));
            case FAILED -> new RowEnd(status(row.reason()), lastWord(row.reason()));
        };
    }

    /** The end of a settled row as it looks to callers. */
    static SendResult result(OutboxRow row) {
        RowEnd end = of(row);
        SendStatus status = end.status();
        if (status == null) {
            throw new IllegalArgumentException("row " + row.id() + " has no end yet");
        }
        return new SendResult(
                status,
                row.messageId(),
                chatId(row.draft().chat()),
                end.reason(),
                status == SendStatus.SUCCESS ? null : sentence(status, row, end.reason()),
                null,
                Duration.ZERO,
                row.attempts(),
                row.session().isEmpty() ? null : SessionName.of(row.session()));
    }

    /** The end of a row that is not sent for that reason. */
    static SendResult foregone(OutboxRow row, String reason) {
        return SendResult.refused(SendStatus.FAILED, reason, sentence(SendStatus.FAILED, row, reason), null);
    }

    private static String sentence(SendStatus status, OutboxRow row, String reason) {
        return Reasons.sentence(status, "sent to " + row.draft().chat(), reason, null);
    }

    private static long chatId(String chat) {
        try {
            return Peer.of(chat) instanceof Peer.Id id ? id.value() : 0;
        } catch (IllegalArgumentException unknown) {
            return 0;
        }
    }

    private static SendStatus status(String stored) {
        for (SendStatus status : SendStatus.values()) {
            if (stored.startsWith(status + " ")) {
                return status;
            }
        }
        return SendStatus.FAILED;
    }

    private static String lastWord(String stored) {
        return stored.substring(stored.indexOf(' ') + 1);
    }
}
