// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Vocabulary of the reasons of results: how far a refusal reaches, and what it means in words. It stands in the resource
 * {@code telegram-reasons.tsv}, whose head explains its columns. May be used from any thread.
 */
@Stable
public final class Reasons {
    private static final String RESOURCE = "/dev/heliograph/telegram-reasons.tsv";
    private static final Pattern WORD = Pattern.compile("[A-Z0-9_]+");
    private static final List<Row> ROWS = read();

    private record Row(Pattern reason, Reach reach, String meaning) {
        static Row of(String[] columns) {
            return new Row(
                    Pattern.compile(columns[0].replace("*", "[A-Z0-9_]*")),
                    Reach.valueOf(columns[1].toUpperCase(Locale.ROOT)),
                    columns[2]);
        }
    }

    private Reasons() {}

    /** How far a refusal with that reason reaches; {@link Reach#MESSAGE} where the word is not known. */
    public static Reach reach(String reason) {
        return row(reason).map(Row::reach).orElse(Reach.MESSAGE);
    }

    /** What that reason means, as it goes on after a colon; empty where the word is not known. */
    public static Optional<String> meaning(String reason) {
        return row(reason).map(Row::meaning);
    }

    /**
     * A line for people about a message that has no success.
     *
     * @param deed what was to be done, such as "sent to @somebody"
     * @param reason the word of its result, or a server's own words where it has none
     * @param explanation what else is known, or null; it may begin with the reason and a colon
     */
    public static String sentence(SendStatus status, String deed, String reason, @Nullable String explanation) {
        String more = beyond(reason, explanation);
        String meaning = meaning(reason).orElse("");
        StringBuilder line = new StringBuilder(status == SendStatus.UNKNOWN ? "May have been " : "Not ");
        line.append(deed).append(": ");
        if (!WORD.matcher(reason).matches()) {
            return line.append(reason).append(more.isEmpty() ? "" : ": " + more).toString();
        }
        if (meaning.isEmpty() && more.isEmpty()) {
            return line.append("refused with ").append(reason).toString();
        }
        line.append(meaning)
                .append(meaning.isEmpty() || more.isEmpty() ? "" : ": ")
                .append(more);
        return line.append(" (").append(reason).append(')').toString();
    }

    /** What an explanation says besides the reason. */
    private static String beyond(String reason, @Nullable String explanation) {
        if (explanation == null || explanation.equals(reason)) {
            return "";
        }
        return explanation.startsWith(reason + ": ") ? explanation.substring(reason.length() + 2) : explanation;
    }

    private static Optional<Row> row(String reason) {
        return ROWS.stream()
                .filter(row -> row.reason().matcher(reason).matches())
                .findFirst();
    }

    private static List<Row> read() {
        try (InputStream in = Reasons.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from heliograph-core");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(Row::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
