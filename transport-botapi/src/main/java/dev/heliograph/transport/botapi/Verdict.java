// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an answer says.
 *
 * @param outcome the result, or the failure
 * @param code the server's number, or 0 where it is a result or there was no answer
 * @param description the server's words in an error, or empty
 * @param migratedTo the chat's new id where it has one, or 0
 */
record Verdict(Outcome<JsonNode> outcome, int code, String description, long migratedTo) {
    static Verdict done(JsonNode result) {
        return new Verdict(Outcome.done(result), 0, "", 0);
    }

    static Verdict failed(Failure failure) {
        return new Verdict(Outcome.failed(failure), 0, "", 0);
    }

    Verdict with(Failure failure) {
        return new Verdict(Outcome.failed(failure), code, description, migratedTo);
    }

    /** Whether it is what the server answered, rather than an error or what an error stands for. */
    boolean isResult() {
        return code == 0 && outcome.isDone();
    }

    @Nullable
    Failure failure() {
        return outcome.failure();
    }

    /** Whether the server says that there is no such method, or no such bot: it has the same words for both. */
    boolean isNotFound() {
        Failure failure = outcome.failure();
        return code == 404 && failure != null && failure.kind() == Failure.Kind.SESSION_LOST;
    }
}
