// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.MarkupException;
import dev.heliograph.model.text.ParseMode;
import dev.heliograph.model.text.TextEntity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
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
     * @param place what kind of place it is
     */
    private record Part(String text, Place place) {
        boolean isField() {
            return place != Place.NONE;
        }
    }

    /** Where a field stands. */
    private enum Place {
        /** Nowhere: it is a piece of the template. */
        NONE,
        /** In text that people see. */
        TEXT,
        /** In code of the friendly markdown, where nothing can be escaped. */
        CODE,
        /** Behind the text, as in the address of a link. */
        HIDDEN
    }

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
            filled.append(part.isField() ? escaped(part, value(fields, part.text)) : part.text);
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
        String text = stripped(value.asString());
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no " + name + ", which the template asks for");
        }
        return text;
    }

    /** Without spaces at its ends, which would part a mark from its word; also those that no line breaks at. */
    private static String stripped(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isSpace(value.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private String escaped(Part part, String value) {
        return switch (part.place) {
            case NONE -> value;
            case CODE -> code(part, value);
            case TEXT -> escaped(value);
            case HIDDEN -> escaped(spaceless(value));
        };
    }

    /** An apostrophe would end a value of an attribute that stands between such. */
    private String escaped(String value) {
        String escaped = mode.escape(value);
        return mode == ParseMode.HTML ? escaped.replace("'", "&#39;") : escaped;
    }

    /** With a space in it an address is none: there would be no link, or people would see its marks. */
    private static String spaceless(String value) {
        StringBuilder address = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                for (byte one : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    address.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
                }
            } else {
                address.appendCodePoint(c);
            }
        });
        return address.toString();
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
            checkBefore(place);
            parts.add(new Part(place.group(1), Place.TEXT));
            from = place.end();
        }
        plain(from, text.length());
        checkMarkup();
    }

    /** What stands before a place must not change what stands in it. */
    private void checkBefore(Matcher place) {
        int slashes = 0;
        while (place.start() - slashes > 0 && text.charAt(place.start() - slashes - 1) == '\\') {
            slashes++;
        }
        boolean escapes = mode == ParseMode.MARKDOWN || mode == ParseMode.MARKDOWN_V2;
        if (escapes && slashes % 2 == 1) {
            throw new ConfigurationException("template: the backslash at position " + (place.start() - 1)
                    + " would undo the escaping of {{" + place.group(1) + "}}: expected two of them");
        }
        if (mode == ParseMode.HTML && isBare(place.start())) {
            throw new ConfigurationException("template: {{" + place.group(1)
                    + "}} stands in a tag without quotation marks: expected them around the attribute's value");
        }
    }

    /** Whether that position is in a tag and not between quotation marks. */
    private boolean isBare(int position) {
        boolean inTag = false;
        char quote = 0;
        for (int i = 0; i < position; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (inTag && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == '<' || c == '>') {
                inTag = c == '<';
            }
        }
        return inTag && quote == 0;
    }

    private void plain(int from, int to) {
        String piece = text.substring(from, to);
        int brace = piece.indexOf("{{");
        if (brace >= 0) {
            throw new ConfigurationException("template: '{{' at position " + (from + brace)
                    + ": expected the name of a field behind it and then '}}', such as {{name}}");
        }
        if (!piece.isEmpty()) {
            parts.add(new Part(piece, Place.NONE));
        }
    }

    /** Tries the markup with a word in each place; the word shows too where the places are. */
    private void checkMarkup() {
        String word = "x";
        while (text.contains(word)) {
            word += "x";
        }
        StringBuilder tried = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            tried.append(parts.get(i).isField() ? word + i + "x" : parts.get(i).text);
        }
        FormattedText parsed;
        try {
            parsed = FormattedText.parse(tried.toString(), mode);
        } catch (MarkupException wrong) {
            throw new ConfigurationException("template: " + wrong.getMessage());
        }
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.isField()) {
                int at = parsed.text().indexOf(word + i + "x");
                parts.set(i, new Part(part.text, at < 0 ? Place.HIDDEN : seen(parsed, at)));
            }
        }
    }

    private Place seen(FormattedText parsed, int at) {
        return mode == ParseMode.MARKDOWN && isInCode(parsed, at) ? Place.CODE : Place.TEXT;
    }

    private static boolean isInCode(FormattedText parsed, int at) {
        return parsed.entities().stream()
                .filter(entity -> entity.kind() == TextEntity.Kind.CODE || entity.kind() == TextEntity.Kind.PRE)
                .anyMatch(entity -> entity.offset() <= at && at < entity.offset() + entity.length());
    }
}
