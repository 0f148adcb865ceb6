// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a message ended, for callers.
 *
 * @param status the end
 * @param messageId the final id where {@code status} is SUCCESS, else 0 (also 0 where Telegram has it but its id was
 *     not told)
 * @param chatId the numeric id of the chat where it is known, else 0
 * @param reason a stable word such as USER_IS_BLOCKED or DEADLINE; "OK" for a success, "SCHEDULED" where Telegram or the
 *     outbox keeps it until its time
 * @param error one line for people, such as "Not sent to @blocked: this person blocked the sender (USER_IS_BLOCKED)", or
 *     null for a success
 * @param retryAfter when a new attempt makes sense, counted from now, or null
 * @param floodWait how long the message was held by floods in all
 * @param attempts requests made for it, 0 where it was refused before any
 * @param sentBy the session that sent it or tried to, or null where none was chosen
 * @param scheduledFor when it is to be sent, of whole seconds where Telegram keeps it; null unless the reason is SCHEDULED, or
 *     where that was not stored
 */
@Stable
public record SendResult(
        SendStatus status,
        long messageId,
        long chatId,
        String reason,
        @Nullable String error,
        @Nullable Duration retryAfter,
        Duration floodWait,
        int attempts,
        @Nullable SessionName sentBy,
        @Nullable Instant scheduledFor) {
    /** The reason of every success but one. */
    public static final String OK = "OK";
    /** The reason of the success of a message that Telegram or the outbox keeps until its time: it is not sent yet. */
    public static final String SCHEDULED = "SCHEDULED";

    /** Makes one line of each of the two texts: both may hold a server's words. */
    public SendResult {
        reason = OneLine.of(reason);
        error = error == null ? null : OneLine.of(error);
    }

    /** A result of a message that is not kept for later. */
    public SendResult(
            SendStatus status,
            long messageId,
            long chatId,
            String reason,
            @Nullable String error,
            @Nullable Duration retryAfter,
            Duration floodWait,
            int attempts,
            @Nullable SessionName sentBy) {
        this(status, messageId, chatId, reason, error, retryAfter, floodWait, attempts, sentBy, null);
    }

    /** Whether Telegram has the message, or the outbox until it is due. */
    public boolean isSuccess() {
        return status == SendStatus.SUCCESS;
    }

    /** This success of a message that is kept until that time, and has no final id before. */
    public SendResult keptUntil(Instant time) {
        return new SendResult(status, 0, chatId, SCHEDULED, null, null, floodWait, attempts, sentBy, time);
    }

    /** What became of storing a message until its time. */
    public static <T> SendResult scheduled(Outcome<T> stored, Instant time, SessionName by) {
        Failure failure = stored.failure();
        return failure == null
                ? new SendResult(SendStatus.SUCCESS, 0, 0, OK, null, null, Duration.ZERO, 0, by).keptUntil(time)
                : refused(
                        SendStatus.FAILED,
                        "NOT_STORED",
                        Reasons.sentence(SendStatus.FAILED, "stored", "NOT_STORED", failure.reason()),
                        by);
    }

    /** A message that was refused before any request. */
    public static SendResult refused(SendStatus status, String reason, String error, @Nullable SessionName by) {
        return new SendResult(status, 0, 0, reason, error, null, Duration.ZERO, 0, by);
    }
}
