// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Numbers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An audience as a table: values between commas as RFC 4180 has them, or between other marks, in UTF-8, under a first line
 * of names. A line {@code sep=;} before it, as Excel writes and reads it, names the mark. An empty value counts as none.
 */
final class CsvLines implements RawLines {
    /** Far more than a message holds; one who forgets to close a quotation mark must not fill the memory with a file. */
    static final int LONGEST_VALUE = 1 << 20;

    private final ByteLines in;
    private final ByteArrayOutputStream value = new ByteArrayOutputStream(128);
    private Delimiter delimiter;
    private @Nullable List<String> header;

    CsvLines(InputStream in, Delimiter delimiter) {
        this.in = new ByteLines(in);
        this.delimiter = delimiter;
    }

    @Override
    public @Nullable RawLine next() throws IOException {
        if (header == null) {
            header = readHeader();
        }
        while (in.peek() >= 0) {
            long number = in.line();
            Row row = row();
            if (row.problem != null) {
                return RawLine.broken(number, row.problem);
            }
            if (!row.isBlank()) {
                return fields(number, header, row.values);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private List<String> readHeader() throws IOException {
        long line = in.line();
        Row row = in.peek() < 0 ? new Row() : row();
        Delimiter named = Delimiter.ofLine(String.join(String.valueOf(delimiter.character()), row.values));
        if (named != null) {
            if (delimiter.isTold() && named.character() != delimiter.character()) {
                throw wrong(line, "names " + named + " as the delimiter, and --delimiter names " + delimiter);
            }
            delimiter = named;
            line = in.line();
            row = in.peek() < 0 ? new Row() : row();
        }
        List<String> names = row.values.stream().map(String::strip).toList();
        if (row.problem != null) {
            throw wrong(line, row.problem);
        }
        if (names.stream().noneMatch(CsvLines::isAddress)) {
            throw wrong(
                    line, "expected the names of the columns, 'chat_id' or 'chat' among them; found " + seen(names));
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw wrong(line, name.isEmpty() ? "two columns have no name" : "two columns are named '" + name + "'");
            }
        }
        return names;
    }

    /** Whether a column of that name says whom a message goes to. */
    static boolean isAddress(String name) {
        return name.equals("chat_id") || name.equals("chat");
    }

    /** Not the names themselves: where they are missing, that line is somebody's message. */
    private String seen(List<String> names) {
        Delimiter better = names.size() == 1 ? Delimiter.guessed(names.get(0)) : null;
        return better != null
                ? "them with " + better + " in between: add --delimiter " + better
                : names.size() + (names.size() == 1 ? " column" : " columns") + " with " + delimiter + " in between";
    }

    private static ConfigurationException wrong(long line, String problem) {
        return new ConfigurationException("line " + line + ": " + problem + "; nothing was sent");
    }

    private RawLine fields(long number, List<String> names, List<String> values) {
        if (names.size() != values.size()) {
            return RawLine.broken(
                    number,
                    values.size() + " values under " + names.size() + " names: a " + delimiter
                            + " too many or too few");
        }
        ObjectNode fields = JsonMapper.shared().createObjectNode();
        for (int i = 0; i < names.size(); i++) {
            if (!values.get(i).isEmpty()) {
                put(fields, names.get(i), values.get(i));
            }
        }
        return RawLine.of(number, fields);
    }

    /** A table has texts only: what must be a number, or yes or no, becomes that where it looks like it. */
    private static void put(ObjectNode fields, String name, String text) {
        String trimmed = text.strip();
        if (name.equals("chat_id") && Numbers.isWhole(trimmed)) {
            fields.put(name, new BigInteger(trimmed));
        } else if (name.equals("silent") && trimmed.matches("(?i)true|false")) {
            fields.put(name, Boolean.parseBoolean(trimmed));
        } else {
            fields.put(name, text);
        }
    }

    /** One row; what is wrong with it is told, and the rest of its line passed over. */
    private Row row() throws IOException {
        Row row = new Row();
        while (true) {
            value.reset();
            boolean quoted = in.peek() == '"';
            int end = quoted ? quoted(row) : plain(row);
            row.add(value);
            if (row.problem != null) {
                while (end >= 0 && end != '\n') {
                    end = in.read();
                }
            }
            if (end != delimiter.character()) {
                return row;
            }
        }
    }

    /** Reads a value up to the delimiter or the end of the line behind it, which it answers. */
    private int plain(Row row) throws IOException {
        int next = in.read();
        while (next >= 0 && next != delimiter.character() && next != '\n') {
            if (next == '"') {
                row.wrong("a quotation mark inside a value that does not begin with one");
                return next;
            }
            if (next == '\r' && in.peek() == '\n') {
                return in.read();
            }
            if (value.size() > LONGEST_VALUE) {
                row.wrong("a value longer than " + LONGEST_VALUE + " bytes");
                return next;
            }
            value.write(next);
            next = in.read();
        }
        return next;
    }

    private int quoted(Row row) throws IOException {
        long begin = in.line();
        int next = in.read();
        while (true) {
            next = in.read();
            if (next < 0 || value.size() > LONGEST_VALUE) {
                // which lines behind it are rows nobody can say: to pass over them all would lose them in silence
                throw new ConfigurationException(
                        "line " + begin + ": a quotation mark that is never closed; nothing was sent");
            }
            if (next != '"') {
                value.write(next);
            } else if (in.peek() == '"') {
                value.write(in.read());
            } else {
                return behindQuoted(row);
            }
        }
    }

    private int behindQuoted(Row row) throws IOException {
        int next = in.read();
        if (next == '\r' && in.peek() == '\n') {
            return in.read();
        }
        if (next >= 0 && next != delimiter.character() && next != '\n') {
            Delimiter other = Delimiter.ofCharacter(next);
            row.wrong("text behind a closing quotation mark"
                    + (other == null ? "" : "; if " + other + " is the delimiter, add --delimiter " + other));
        }
        return next;
    }

    /** What was read of one row. */
    private static final class Row {
        private final List<String> values = new ArrayList<>();
        private @Nullable String problem;

        void wrong(String what) {
            if (problem == null) {
                problem = what;
            }
        }

        void add(ByteArrayOutputStream bytes) {
            try {
                values.add(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.toByteArray()))
                        .toString());
            } catch (CharacterCodingException foreign) {
                wrong(RawLine.NOT_UTF_8);
            }
        }

        boolean isBlank() {
            return values.size() == 1 && values.get(0).isBlank();
        }
    }
}
