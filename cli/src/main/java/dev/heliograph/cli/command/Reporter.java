// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.Durations;
import dev.heliograph.model.OneLine;
import dev.heliograph.spi.command.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints what the command of a plugin has to say. May be used from any thread. */
final class Reporter {
    private final Console console;
    private final boolean json;

    Reporter(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** Prints a report at once, as one JSON document or as lines and tables. */
    void print(Report report) {
        write(json ? json(report) + "\n" : text(report));
    }

    /** Prints what a server says when it is ready, as one JSON document or as a line "name value" for each field. */
    void announce(Report report) {
        StringBuilder lines = new StringBuilder();
        report.fields()
                .forEach((name, value) ->
                        lines.append(name).append(' ').append(shown(value)).append('\n'));
        write(json ? json(report) + "\n" : lines.toString());
    }

    private void write(String text) {
        // one call, so that reports of several threads do not mix
        console.out().print(text);
        console.out().flush();
    }

    private static Json json(Report report) {
        Json json = new Json();
        report.fields().forEach((name, value) -> json.put(key(name, value), plain(value)));
        return json;
    }

    private static String key(String name, @Nullable Object value) {
        String snake = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
        return value instanceof Duration && !snake.endsWith("_ms") ? snake + "_ms" : snake;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Report inner) {
            return json(inner);
        }
        return value instanceof List<?> rows
                ? rows.stream().map(row -> json((Report) row)).toList()
                : value;
    }

    private static String text(Report report) {
        int widest = 0;
        for (Map.Entry<String, @Nullable Object> field : report.fields().entrySet()) {
            widest = isLine(field.getValue()) ? Math.max(widest, field.getKey().length()) : widest;
        }
        StringBuilder lines = new StringBuilder();
        StringBuilder tables = new StringBuilder();
        for (Map.Entry<String, @Nullable Object> field : report.fields().entrySet()) {
            Object value = field.getValue();
            if (isLine(value)) {
                String name = field.getKey();
                lines.append(name)
                        .append(':')
                        .append(" ".repeat(widest - name.length() + 1))
                        .append(shown(value))
                        .append('\n');
            } else {
                tables.append(lines.length() + tables.length() == 0 ? "" : "\n").append(table(field.getKey(), value));
            }
        }
        return lines.append(tables).toString();
    }

    private static boolean isLine(@Nullable Object value) {
        return !(value instanceof Report) && !(value instanceof List<?> rows && !rows.isEmpty());
    }

    private static TableText table(String name, @Nullable Object value) {
        if (value instanceof Report inner) {
            TableText table = new TableText(heading(name), "");
            inner.fields().forEach((key, one) -> table.row(key, shown(one)));
            return table;
        }
        List<Report> rows = rows(value);
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.fields().keySet()));
        TableText table = new TableText(columns.stream().map(Reporter::heading).toArray(String[]::new));
        for (Report row : rows) {
            table.row(columns.stream()
                    .map(column -> shown(row.fields().get(column)))
                    .toArray());
        }
        return table;
    }

    private static List<Report> rows(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Report.class::cast).toList()
                : List.of();
    }

    private static String heading(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof Instant moment) {
            return Words.of(moment);
        }
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "none" : list.size() + " rows";
        }
        return OneLine.of(value.toString());
    }
}
