// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.stream.Collectors;

/** Shows formatted text in one line, so that a table of examples stays readable. */
final class Shown {
    private Shown() {}

    static String entities(FormattedText formatted) {
        return formatted.entities().stream().map(Shown::entity).collect(Collectors.joining(" "));
    }

    private static String entity(TextEntity entity) {
        String argument = entity.argument() == null ? "" : "=" + entity.argument();
        return entity.kind() + "@" + entity.offset() + "+" + entity.length() + argument;
    }
}
