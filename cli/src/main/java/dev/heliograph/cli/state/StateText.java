// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.state;

import dev.heliograph.cli.render.Json;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.state.RecordPage;
import dev.heliograph.spi.state.StateRecord;
import dev.heliograph.spi.state.Upkeep;
import java.io.BufferedReader;
import java.io.IOException;
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
     * Stores what the lines say.
     *
     * @throws ConfigurationException that names the first line that cannot be read; those before it may be stored
     */
    public Imported read(BufferedReader in) throws IOException {
        String first = in.readLine();
        JsonNode head = first == null ? null : parse(first, 1);
        if (head == null || head.path(HEAD).asInt(0) != FORMAT) {
            throw new ConfigurationException("import: line 1: expected the first line of an export, {\"" + HEAD + "\":"
                    + FORMAT + ",…}; nothing was stored");
        }
        long stored = 0;
        long read = 0;
        List<StateRecord> page = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode node = parse(line, read + 2);
            if (node.has("records")) {
                stored += store(page);
                return new Imported(read, stored, node.path("records").asLong(-1) == read);
            }
            page.add(record(node, read + 2));
            read++;
            if (page.size() == PAGE) {
                stored += store(page);
                page = new ArrayList<>();
            }
        }
        stored += store(page);
        return new Imported(read, stored, false);
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
            return RecordLine.read(node);
        } catch (IllegalArgumentException | ArithmeticException broken) {
            throw wrong(number, broken.getMessage(), broken);
        }
    }

    private static ConfigurationException wrong(long number, @Nullable String what, RuntimeException cause) {
        ConfigurationException wrong = new ConfigurationException("import: line " + number + ": " + what);
        wrong.initCause(cause);
        return wrong;
    }
}
