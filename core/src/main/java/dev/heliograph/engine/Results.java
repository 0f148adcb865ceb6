// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Peer;
import dev.heliograph.model.Reasons;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.SessionName;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** How the end of a call looks to callers. */
final class Results {
    private Results() {}

    /**
     * The end of a call.
     *
     * @param deed what was to be done, such as "sent to @somebody"
     */
    static SendResult of(
            Call<?> call, String deed, Ending<SentMessage> ending, SessionName session, ToLongFunction<Peer> chatIds) {
        Duration flooded = Duration.ofNanos(call.flooded);
        SentMessage sent = ending.outcome().value();
        if (sent != null) {
            return new SendResult(
                    SendStatus.SUCCESS,
                    sent.messageId(),
                    sent.chatId(),
                    SendResult.OK,
                    null,
                    null,
                    flooded,
                    call.attempts,
                    session);
        }
        Failure failure = ending.outcome().failure();
        if (failure == null) {
            throw new IllegalStateException("an outcome without a value or a failure");
        }
        SendStatus status = status(failure);
        String reason = ending.reason() == null ? failure.word() : ending.reason();
        return new SendResult(
                status,
                0,
                chatIds.applyAsLong(ending.peer()),
                reason,
                Reasons.sentence(status, deed, reason, failure.reason()),
                retryAfter(failure, ending.retryAfter()),
                flooded,
                call.attempts,
                session);
    }

    private static SendStatus status(Failure failure) {
        return switch (failure.kind()) {
            case THROTTLED -> SendStatus.FLOOD_WAIT;
            case REJECTED -> ((Failure.Rejected) failure).status();
            case AMBIGUOUS -> SendStatus.UNKNOWN;
            case UNAVAILABLE, SESSION_LOST, UNSUPPORTED -> SendStatus.FAILED;
        };
    }

    private static @Nullable Duration retryAfter(Failure failure, @Nullable Duration known) {
        if (known != null) {
            return known;
        }
        return failure.kind() == Failure.Kind.THROTTLED ? ((Failure.Throttled) failure).retryAfter() : null;
    }
}
