// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What became of a request.
 *
 * @param kind whether and how it was answered
 * @param object the answer, where there is one; a missing node else
 * @param code of an error such as 400 or 429; else 0
 * @param text of an error; else what happened, for people
 */
public record TdAnswer(Kind kind, JsonNode object, int code, String text) {
    /** How a request ends. */
    public enum Kind {
        /** With an object. */
        OBJECT,
        /** With an error of TDLib or of the server. */
        ERROR,
        /** Not in time; it may have been carried out, and its answer is dropped when it comes. */
        TIMED_OUT,
        /** The client was closed before the answer came; it may have been carried out. */
        CLOSED
    }

    static TdAnswer of(JsonNode object) {
        return object.path("@type").asString("").equals("error")
                ? new TdAnswer(
                        Kind.ERROR,
                        object,
                        object.path("code").asInt(0),
                        object.path("message").asString(""))
                : new TdAnswer(Kind.OBJECT, object, 0, "");
    }

    static TdAnswer timedOut() {
        return new TdAnswer(Kind.TIMED_OUT, MissingNode.getInstance(), 0, "TDLib did not answer in time");
    }

    static TdAnswer closed() {
        return new TdAnswer(Kind.CLOSED, MissingNode.getInstance(), 0, "the client was closed before the answer came");
    }

    /** Whether it is an object. */
    public boolean isObject() {
        return kind == Kind.OBJECT;
    }

    /** The object, or null for everything else. */
    public @Nullable JsonNode objectOrNull() {
        return isObject() ? object : null;
    }
}
