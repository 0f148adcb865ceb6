// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A line of an audience before anybody asked what it means.
 *
 * @param number where it begins, counted from 1
 * @param fields its fields as an object, or null for one that cannot be read
 * @param problem why it cannot be read, without its content, or null
 */
record RawLine(
        long number, @Nullable JsonNode fields, @Nullable String problem) {
    /** Why a line cannot be read that is in another encoding. */
    static final String NOT_UTF_8 = "is not UTF-8";

    /** One that could be read. */
    static RawLine of(long number, JsonNode fields) {
        return new RawLine(number, fields, null);
    }

    /** One that could not. */
    static RawLine broken(long number, String problem) {
        return new RawLine(number, null, problem);
    }
}
