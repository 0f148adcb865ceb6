// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.MarkupException;
import dev.heliograph.model.text.ParseMode;
import dev.heliograph.model.text.TextEntity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reads a text with its markup or its entities. */
final class Texts {
    private Texts() {}

    /** The text of a message, which has to have one. */
    static FormattedText required(Parameters parameters) {
        if (!parameters.has("text")) {
            throw Refusal.bad(Translation.TEXT_EMPTY);
        }
        FormattedText text = read(parameters, "text", "entities");
        if (text.isBlank()) {
            throw Refusal.bad("text must be non-empty");
        }
        return text;
    }

    static FormattedText read(Parameters parameters, String name, String entities) {
        String source = parameters.textOrEmpty(name);
        String mode = parameters.textOrEmpty("parse_mode").toLowerCase(Locale.ROOT);
        return switch (mode) {
            case "" -> entities(source, Stretches.read(parameters.list(entities), source));
            case "html" -> parsed(source, ParseMode.HTML);
            case "markdownv2" -> parsed(source, ParseMode.MARKDOWN_V2);
            case "markdown" -> new LegacyMarkdown(source).parse();
            default -> throw Refusal.bad("unsupported parse_mode");
        };
    }

    private static FormattedText entities(String source, List<TextEntity> entities) {
        FormattedText given;
        try {
            given = new FormattedText(source, entities);
        } catch (IllegalArgumentException outside) {
            throw Refusal.bad("ENTITY_BOUNDS_INVALID");
        }
        return checked(given);
    }

    /** As the server keeps it. */
    private static FormattedText checked(FormattedText text) {
        try {
            return text.asSent();
        } catch (IllegalArgumentException refused) {
            throw Refusal.bad(String.valueOf(refused.getMessage()));
        }
    }

    private static FormattedText parsed(String source, ParseMode mode) {
        try {
            return checked(FormattedText.parse(source, mode));
        } catch (MarkupException wrong) {
            throw unparsable(MarkupWords.of(source, mode, wrong));
        }
    }

    static Refusal unparsable(String reason) {
        return Refusal.bad("can't parse entities: " + reason);
    }

    /** Where something is, as the server counts: in bytes of UTF-8. */
    static int byteOffset(String source, int position) {
        return source.substring(0, position).getBytes(StandardCharsets.UTF_8).length;
    }
}
