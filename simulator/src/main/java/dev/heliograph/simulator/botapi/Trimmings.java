// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the Bot API shows of a message and the world does not know.
 *
 * @param file what it carries, or null
 * @param group the album it belongs to, or null
 * @param markup its inline keyboard, or null
 * @param origin where it was forwarded from, or null
 * @param protect whether it may not be forwarded
 */
record Trimmings(
        @Nullable Attachment file,
        @Nullable String group,
        @Nullable JsonNode markup,
        @Nullable JsonNode origin,
        boolean protect) {
    static final Trimmings NONE = new Trimmings(null, null, null, null, false);

    Trimmings withMarkup(@Nullable JsonNode other) {
        return new Trimmings(file, group, other, origin, protect);
    }

    Trimmings withOrigin(JsonNode other) {
        return new Trimmings(file, null, null, other, false);
    }
}
