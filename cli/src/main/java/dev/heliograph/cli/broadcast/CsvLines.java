// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
 * An audience as a table: values between commas as RFC 4180 has them, in UTF-8, under a first line of names. An empty value
 * counts as none.
 */
final class CsvLines implements RawLines {
    /** Far more than a message holds; one who forgets to close a quotation mark must not fill the memory with a file. */
    static final int LONGEST_VALUE = 1 << 20;

    private final ByteLines in;
    private final ByteArrayOutputStream value = new ByteArrayOutputStream(128);
    private @Nullable List<String> header;

    CsvLines(InputStream in) {
        this.in = new ByteLines(in);
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
        Row row = in.peek() < 0 ? new Row() : row();
        List<String> names = row.values.stream().map(String::strip).toList();
        List<String> problems = new ArrayList<>();
        if (row.problem != null) {
            problems.add(row.problem);
        } else if (!names.contains("chat_id") && !names.contains("chat")) {
            problems.add("expected the names of the columns, 'chat_id' or 'chat' among them");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                problems.add(name.isEmpty() ? "two columns have no name" : "two columns are named '" + name + "'");
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.stream()
                    .map(problem -> "line 1: " + problem + "; nothing was sent")
                    .toList());
        }
        return names;
    }

    private static RawLine fields(long number, List<String> names, List<String> values) {
        if (names.size() != values.size()) {
            return RawLine.broken(
                    number, values.size() + " values under " + names.size() + " names: a comma too many or too few");
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
        if (name.equals("chat_id") && trimmed.matches("-?\\d{1,18}")) {
            fields.put(name, Long.parseLong(trimmed));
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
            if (end != ',') {
                return row;
            }
        }
    }

    /** Reads a value up to the comma or the end of the line behind it, which it answers. */
    private int plain(Row row) throws IOException {
        int next = in.read();
        while (next >= 0 && next != ',' && next != '\n') {
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
        if (next >= 0 && next != ',' && next != '\n') {
            row.wrong("text behind a closing quotation mark");
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
                wrong("is not UTF-8");
            }
        }

        boolean isBlank() {
            return values.size() == 1 && values.get(0).isBlank();
        }
    }
}
