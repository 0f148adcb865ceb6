// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What it means when TDLib does not answer with what was asked for. */
final class Failures {
    /** TDLib's word to everything that is open while it closes. */
    private static final String ABORTED = "Request aborted";

    private static final int MISSING = 404;
    private static final int UNAUTHORIZED = 401;
    private static final String NOTHING = "NOT_FOUND";

    private final ErrorTable errors;

    Failures(ErrorTable errors) {
        this.errors = errors;
    }

    /** Why nothing could be learned; asking again is safe. */
    Failure ofReading(TdAnswer answer) {
        return switch (answer.kind()) {
            case ERROR ->
                isAborted(answer)
                        ? network(answer.text())
                        : ofError(answer.code(), answer.text(), null, false).orElseGet(() -> server(answer.text()));
            case TIMED_OUT, CLOSED -> network(answer.text());
            case OBJECT ->
                server("a strange answer: " + answer.object().path("@type").asString("nothing"));
        };
    }

    /** Why something was not done, or may have been done; empty where there was nothing left to do. */
    Optional<Failure> ofChange(TdAnswer answer) {
        return switch (answer.kind()) {
            case ERROR ->
                isAborted(answer)
                        ? Optional.of(new Failure.Ambiguous(answer.text()))
                        : ofError(answer.code(), answer.text(), null, true);
            case TIMED_OUT, CLOSED -> Optional.of(new Failure.Ambiguous(answer.text()));
            case OBJECT -> Optional.empty();
        };
    }

    /**
     * Why a message was not sent; empty where the server has it already.
     *
     * @param update an updateMessageSendFailed
     */
    Optional<Failure> ofUnsent(JsonNode update) {
        JsonNode error = update.path("error");
        double wait =
                update.path("message").path("sending_state").path("retry_after").asDouble(0);
        // it is counted down already, so that 42 s stand there as 41.9999
        Duration retryAfter = wait > 0 ? Duration.ofSeconds((long) Math.ceil(wait)) : null;
        return ofError(error.path("code").asInt(0), error.path("message").asString(""), retryAfter, true);
    }

    private Optional<Failure> ofError(int code, String text, @Nullable Duration retryAfter, boolean effect) {
        // TDLib's word for an object that is not there; the Bot API means by it that the token is not known
        return code == MISSING
                ? Optional.of(new Failure.Rejected(SendStatus.NOT_FOUND, code, NOTHING))
                // it says 401 to what it has not begun (Td.cpp): an account that was logged out takes up nothing
                : errors.classify(code, text, retryAfter, effect && code != UNAUTHORIZED);
    }

    private static boolean isAborted(TdAnswer answer) {
        return answer.code() == 500 && answer.text().equals(ABORTED);
    }

    static Failure network(String reason) {
        return new Failure.Unavailable(Failure.Origin.NETWORK, reason);
    }

    static Failure server(String reason) {
        return new Failure.Unavailable(Failure.Origin.SERVER, reason);
    }

    static Failure notFound(String word) {
        return new Failure.Rejected(SendStatus.NOT_FOUND, 400, word);
    }

    static Failure refused(String word) {
        return new Failure.Rejected(SendStatus.FAILED, 400, word);
    }

    /** Whether a message was asked for that does not exist. */
    static boolean isMissingMessage(Failure failure) {
        return failure.reason().equals(NOTHING) || failure.reason().equals("MESSAGE_ID_INVALID");
    }

    static boolean isNotFound(@Nullable Failure failure) {
        return failure != null
                && failure.kind() == Failure.Kind.REJECTED
                && ((Failure.Rejected) failure).status() == SendStatus.NOT_FOUND;
    }
}
