// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.state;

import dev.heliograph.cli.render.Json;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.NotUtf8Exception;
import dev.heliograph.model.TextFile;
import dev.heliograph.spi.state.RecordPage;
import dev.heliograph.spi.state.StateRecord;
import dev.heliograph.spi.state.Upkeep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole store as lines of JSON: a first line that says what follows, one for each record, and a last one that says how
 * many they were, so that a file that was cut off is not taken for a whole one.
 */
public final class StateText {
    private static final int FORMAT = 1;
    private static final int PAGE = 500;
    private static final String HEAD = "heliograph_state";
    private final Upkeep upkeep;
    private final InstantSource clock;

    /** Reads from or writes into that store. */
    public StateText(Upkeep upkeep, InstantSource clock) {
        this.upkeep = upkeep;
        this.clock = clock;
    }

    /** Where lines go. */
    @FunctionalInterface
    public interface Lines {
        /** Takes one. */
        void line(Object text) throws IOException;
    }

    /** Writes all that is stored; returns how many records that were. */
    public long write(String from, Lines out) throws IOException {
        Instant now = clock.instant();
        out.line(new Json().put(HEAD, FORMAT).put("from", from).put("at", now));
        long written = 0;
        String cursor = "";
        do {
            RecordPage page = upkeep.export(cursor, PAGE, now)
                    .toCompletableFuture()
                    .join()
                    .orThrow();
            for (StateRecord record : page.records()) {
                out.line(RecordLine.write(record));
                written++;
            }
            cursor = page.next();
        } while (!cursor.isEmpty());
        out.line(new Json().put("records", written));
        return written;
    }

    /**
     * What became of an import.
     *
     * @param read records that were read
     * @param stored those that were not there before
     * @param isWhole false where the text was cut off
     */
    public record Imported(long read, long stored, boolean isWhole) {}

    /**
     * Stores what the lines of a file say, once all of them were read.
     *
     * @throws ConfigurationException that names the first line that cannot be read; nothing is stored then
     */
    public Imported read(Path file) throws IOException {
        Imported checked = read(file, page -> 0);
        long[] stored = {0};
        read(file, page -> stored[0] += store(page));
        return new Imported(checked.read(), stored[0], checked.isWhole());
    }

    /** What is done with some records. */
    private interface Taker {
        long take(List<StateRecord> page);
    }

    private static Imported read(Path file, Taker taker) throws IOException {
        try (InputStream stream = Files.newInputStream(file);
                BufferedReader in = TextFile.reader(stream)) {
            return read(in, taker);
        } catch (NotUtf8Exception foreign) {
            throw new ConfigurationException("import: the text " + foreign.getMessage() + "; nothing was stored");
        } catch (CharacterCodingException broken) {
            throw new ConfigurationException("import: the text is not UTF-8; nothing was stored");
        }
    }

    private static Imported read(BufferedReader in, Taker taker) throws IOException {
        String first = in.readLine();
        JsonNode head = first == null ? null : parse(first, 1);
        if (head == null || head.path(HEAD).asInt(0) != FORMAT) {
            throw new ConfigurationException("import: line 1: expected the first line of an export, {\"" + HEAD + "\":"
                    + FORMAT + ",…}; nothing was stored");
        }
        long read = 0;
        boolean isWhole = false;
        List<StateRecord> page = new ArrayList<>();
        for (String line = in.readLine(); line != null && !isWhole; ) {
            String next = in.readLine();
            JsonNode node = next == null ? parseLast(line) : parse(line, read + 2);
            if (node != null && node.has("records")) {
                isWhole = end(node, read, next);
            } else if (node != null) {
                page.add(record(node, read + 2));
                read++;
                if (page.size() == PAGE) {
                    taker.take(page);
                    page = new ArrayList<>();
                }
            }
            line = next;
        }
        taker.take(page);
        return new Imported(read, 0, isWhole);
    }

    /** A last line that is no JSON was cut off; null for it. */
    private static @Nullable JsonNode parseLast(String line) {
        try {
            return JsonMapper.shared().readTree(line);
        } catch (JacksonException cut) {
            return null;
        }
    }

    private static boolean end(JsonNode node, long read, @Nullable String next) {
        long expected = node.path("records").asLong(-1);
        if (expected != read) {
            throw wrong(read + 2, "expected " + expected + " lines before the last one, found " + read, null);
        }
        if (next != null) {
            throw wrong(read + 3, "expected nothing after the last line of an export", null);
        }
        return true;
    }

    private long store(List<StateRecord> page) {
        return upkeep.restore(page, clock.instant())
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    private static JsonNode parse(String line, long number) {
        try {
            return JsonMapper.shared().readTree(line);
        } catch (JacksonException broken) {
            throw wrong(number, "no JSON", broken);
        }
    }

    private static StateRecord record(JsonNode node, long number) {
        try {
            StateRecord record = RecordLine.read(node);
            String flaw = record.flaw();
            if (flaw != null) {
                throw new IllegalArgumentException(flaw);
            }
            return record;
        } catch (IllegalArgumentException | ArithmeticException broken) {
            throw wrong(number, broken.getMessage(), broken);
        }
    }

    private static ConfigurationException wrong(long number, @Nullable String what, @Nullable RuntimeException cause) {
        ConfigurationException wrong =
                new ConfigurationException("import: line " + number + ": " + what + "; nothing was stored");
        wrong.initCause(cause);
        return wrong;
    }
}
