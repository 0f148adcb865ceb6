// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of a process, over those of a {@code .env} file. Its text form shows names only. */
@Stable
public final class Environment {
    private static final char MARK = '\uFEFF';

    private final SortedMap<String, String> variables;
    /** Where those of a file stand, such as {@code .env:2}. */
    private final Map<String, String> places;

    private Environment(SortedMap<String, String> variables, Map<String, String> places) {
        this.variables = variables;
        this.places = places;
    }

    /** Exactly these variables. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(new TreeMap<>(variables), Map.of());
    }

    /**
     * The variables of this process alone. A value between a pair of quotation marks is what stands between them: {@code docker
     * run --env-file} hands them on with the value, where a shell takes them away.
     */
    public static Environment ofSystem() {
        return unquoting(System.getenv());
    }

    static Environment unquoting(Map<String, String> variables) {
        SortedMap<String, String> unquoted = new TreeMap<>(variables);
        unquoted.replaceAll((name, value) -> {
            int last = value.length() - 1;
            boolean paired = last > 0
                    && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                    && value.indexOf(value.charAt(0), 1) == last;
            return paired ? value.substring(1, last) : value;
        });
        return new Environment(unquoted, Map.of());
    }

    /**
     * The variables of this process, as {@link #ofSystem} reads them, over those of {@code .env} in the working directory, where that
     * file exists.
     *
     * @throws ConfigurationException where the file cannot be read as UTF-8, or a line of it has no {@code =} or a name
     *     that is not ASCII
     */
    public static Environment ofProcess() {
        return ofSystem().over(Path.of(".env"));
    }

    /**
     * The variables of a file; none where it does not exist.
     *
     * @throws ConfigurationException as {@link #ofProcess}
     */
    public static Environment ofFile(Path file) {
        return Files.exists(file) ? read(file) : of(Map.of());
    }

    /** These variables over those of the file, where it exists. */
    public Environment over(Path file) {
        return over(ofFile(file));
    }

    /** These variables over others. */
    public Environment over(Environment others) {
        SortedMap<String, String> merged = new TreeMap<>(others.variables);
        merged.putAll(variables);
        Map<String, String> merging = new TreeMap<>(others.places);
        merging.keySet().removeAll(variables.keySet());
        merging.putAll(places);
        return new Environment(merged, merging);
    }

    /** Origin of a variable for people: its name, behind file and line where it was read from a file, such as {@code .env:2 NAME}. */
    public String origin(String name) {
        String place = places.get(name);
        return place == null ? name : place + " " + name;
    }

    /** The value, or null where it is not set or empty. */
    public @Nullable String get(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The names that are set, in order. */
    public List<String> names() {
        return List.copyOf(variables.keySet());
    }

    @Override
    public String toString() {
        return "Environment" + names();
    }

    private static Environment read(Path file) {
        List<String> lines;
        try {
            lines = TextFile.read(file).lines().toList();
        } catch (NotUtf8Exception foreign) {
            throw new ConfigurationException(file + ": " + foreign.getMessage());
        } catch (IOException unreadable) {
            throw new ConfigurationException(file + ": cannot be read (" + FileTrouble.cause(unreadable) + ")");
        }
        SortedMap<String, String> found = new TreeMap<>();
        Map<String, String> places = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = visible(lines.get(i));
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            line = line.startsWith("export ") ? line.substring(7).strip() : line;
            int equals = line.indexOf('=');
            String name = equals < 1 ? "" : line.substring(0, equals).strip();
            int foreign =
                    name.chars().filter(c -> c < ' ' || c > '~').findFirst().orElse(-1);
            if (name.isEmpty() || foreign >= 0) {
                problems.add(file + ":" + (i + 1) + ": expected NAME=value"
                        + (foreign < 0 ? "" : String.format("; the name holds U+%04X", foreign)));
            } else {
                found.put(name, unquoted(line.substring(equals + 1)));
                places.put(name, file.getFileName() + ":" + (i + 1));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Environment(found, places);
    }

    /** The line without what surrounds it unseen; marks of byte order stand inside too where files were put together. */
    private static String visible(String line) {
        int start = 0;
        while (start < line.length() && (line.charAt(start) == MARK || Character.isWhitespace(line.charAt(start)))) {
            start++;
        }
        return line.substring(start).strip();
    }

    private static String unquoted(String written) {
        String value = written.strip();
        if (value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'')) {
            int end = value.indexOf(value.charAt(0), 1);
            return end < 0 ? value : value.substring(1, end);
        }
        // a blank before the sign makes it a comment, also where nothing stands before the blank
        int comment = written.indexOf(" #");
        return comment < 0 ? value : written.substring(0, comment).strip();
    }
}
