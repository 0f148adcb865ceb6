// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.MarkupException;
import dev.heliograph.model.text.ParseMode;
import dev.heliograph.model.text.TextEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A text with places such as {@code {{name}}}, which the fields of a line fill. What comes from a field is text and never
 * markup: its marks are escaped as the parse mode has it.
 */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([\\p{L}_][\\p{L}\\p{N}_.-]*)\\s*}}");

    private final String text;
    private final ParseMode mode;
    private final List<Part> parts = new ArrayList<>();

    /**
     * A piece of the template.
     *
     * @param text what stands there, or the name of the field
     * @param isField whether a field fills it
     * @param inCode whether it stands in code of the friendly markdown, where nothing can be escaped
     */
    private record Part(String text, boolean isField, boolean inCode) {}

    private Template(String text, ParseMode mode) {
        this.text = text;
        this.mode = mode;
    }

    /**
     * Reads a template.
     *
     * @throws ConfigurationException where its places or its markup are wrong
     */
    public static Template of(String text, ParseMode mode) {
        Template template = new Template(text, mode);
        template.parse();
        return template;
    }

    /** As it was given. */
    String text() {
        return text;
    }

    /**
     * The text for one line.
     *
     * @throws IllegalArgumentException that names the field which the line does not have
     */
    String fill(JsonNode fields) {
        StringBuilder filled = new StringBuilder(text.length() + 32);
        for (Part part : parts) {
            filled.append(part.isField ? escaped(part, value(fields, part.text)) : part.text);
        }
        return filled.toString();
    }

    private static String value(JsonNode fields, String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("no " + name + ", which the template asks for");
        }
        if (!value.isValueNode()) {
            throw new IllegalArgumentException(name + ": expected a text, a number, true or false for the template");
        }
        return value.asString().strip();
    }

    private String escaped(Part part, String value) {
        return part.inCode ? code(part, value) : mode.escape(value);
    }

    private static String code(Part part, String value) {
        if (value.indexOf('`') >= 0) {
            throw new IllegalArgumentException(
                    part.text + ": a backtick cannot stand where the template has it, in code of markdown");
        }
        return value;
    }

    private void parse() {
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            plain(from, place.start());
            parts.add(new Part(place.group(1), true, false));
            from = place.end();
        }
        plain(from, text.length());
        checkMarkup();
    }

    private void plain(int from, int to) {
        String piece = text.substring(from, to);
        int brace = piece.indexOf("{{");
        if (brace >= 0) {
            throw new ConfigurationException("template: '{{' at position " + (from + brace)
                    + ": expected the name of a field behind it and then '}}', such as {{name}}");
        }
        if (!piece.isEmpty()) {
            parts.add(new Part(piece, false, false));
        }
    }

    /** Tries the markup with a word in each place; the word shows too which places stand in code. */
    private void checkMarkup() {
        String word = "x";
        while (text.contains(word)) {
            word += "x";
        }
        StringBuilder tried = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            tried.append(parts.get(i).isField ? word + i + "x" : parts.get(i).text);
        }
        FormattedText parsed;
        try {
            parsed = FormattedText.parse(tried.toString(), mode);
        } catch (MarkupException wrong) {
            throw new ConfigurationException("template: " + wrong.getMessage());
        }
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            int at = part.isField ? parsed.text().indexOf(word + i + "x") : -1;
            if (mode == ParseMode.MARKDOWN && at >= 0 && isInCode(parsed, at)) {
                parts.set(i, new Part(part.text, true, true));
            }
        }
    }

    private static boolean isInCode(FormattedText parsed, int at) {
        return parsed.entities().stream()
                .filter(entity -> entity.kind() == TextEntity.Kind.CODE || entity.kind() == TextEntity.Kind.PRE)
                .anyMatch(entity -> entity.offset() <= at && at < entity.offset() + entity.length());
    }
}
