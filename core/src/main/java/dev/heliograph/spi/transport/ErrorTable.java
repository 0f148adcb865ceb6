// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.Stable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Telegram's errors mean, once for all transports: MTProto, TDLib and the Bot API say the same things in different
 * words. The rows stand in the resource {@code telegram-errors.tsv}, whose head explains its columns; a file of the same
 * form may be put before them, since Telegram invents errors faster than releases are made.
 *
 * <p>May be used from any thread.
 */
@Stable
public final class ErrorTable {
    private static final String RESOURCE = "/dev/heliograph/telegram-errors.tsv";
    /** A number that is a part of its own: the 30 of FLOOD_WAIT_30, not the 2 of 2FA. */
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Z0-9])(\\d{1,9})(?![A-Z0-9])");
    /** Texts differ in their numbers only, so few forms are seen; beyond this many they are looked up anew. */
    private static final int REMEMBERED = 1000;

    private static final int LONGEST_REASON = 200;

    private final List<ErrorRow> rows;
    private final Map<String, Optional<ErrorRow.Match>> remembered = new ConcurrentHashMap<>();

    private ErrorTable(List<ErrorRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The built-in rows. */
    public static ErrorTable standard() {
        return new ErrorTable(builtIn());
    }

    /**
     * The rows of a file, and after them the built-in ones.
     *
     * @throws ConfigurationException where the file cannot be read, or with every row that is wrong
     */
    public static ErrorTable load(Path override) {
        try {
            List<ErrorRow> rows =
                    new ArrayList<>(parse(Files.readString(override, StandardCharsets.UTF_8), override.toString()));
            rows.addAll(builtIn());
            return new ErrorTable(rows);
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    "table of errors " + override + ": cannot be read (" + unreadable.getMessage() + ")");
        }
    }

    /**
     * What an error means.
     *
     * @param code the server's number: 420, 400, the status of HTTP, negative ones of MTProto's transport
     * @param text its name or description
     * @param retryAfter the wait where it was told apart from the text, or null
     * @return the failure, or empty where the error says that there was nothing left to do: it counts as a success
     */
    public Optional<Failure> classify(int code, String text, @Nullable Duration retryAfter) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        String form = NUMBER.matcher(upper).replaceAll("X");
        Optional<ErrorRow.Match> match = match(code, form);
        if (match.isEmpty()) {
            return Optional.of(unknown(code, text));
        }
        ErrorRow row = match.get().row();
        String reason = match.get().reason();
        return switch (row.kind()) {
            case THROTTLED -> Optional.of(new Failure.Throttled(wait(upper, retryAfter), row.scope(), reason));
            case UNAVAILABLE -> Optional.of(new Failure.Unavailable(row.origin(), reason));
            case REJECTED -> Optional.of(new Failure.Rejected(row.status(), code, reason));
            case AMBIGUOUS -> Optional.of(new Failure.Ambiguous(reason));
            case LOST -> Optional.of(new Failure.SessionLost(reason));
            case DONE -> Optional.empty();
        };
    }

    private Optional<ErrorRow.Match> match(int code, String form) {
        String key = code + " " + form;
        Optional<ErrorRow.Match> known = remembered.get(key);
        if (known != null) {
            return known;
        }
        Optional<ErrorRow.Match> found =
                rows.stream().flatMap(row -> row.match(code, form).stream()).findFirst();
        if (remembered.size() < REMEMBERED) {
            remembered.put(key, found);
        }
        return found;
    }

    private static Duration wait(String upper, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            return retryAfter;
        }
        // the wait is the last number: "Too Many Requests: retry after 5", and codes stand before it
        Matcher numbers = NUMBER.matcher(upper);
        long seconds = 1;
        while (numbers.find()) {
            seconds = Long.parseLong(numbers.group(1));
        }
        return Duration.ofSeconds(seconds);
    }

    private static Failure unknown(int code, String text) {
        String stripped = text.strip();
        String word = stripped.length() > LONGEST_REASON ? stripped.substring(0, LONGEST_REASON) : stripped;
        String reason = word.isEmpty() ? "error " + code : word;
        if (code == 429 || code == 420) {
            return new Failure.Throttled(Duration.ofSeconds(1), FloodScope.REQUEST, reason);
        }
        return code >= 400 && code < 500
                ? new Failure.Rejected(SendStatus.FAILED, code, reason)
                : new Failure.Unavailable(Failure.Origin.SERVER, reason);
    }

    private static List<ErrorRow> builtIn() {
        try (InputStream in = ErrorTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from heliograph-core");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), RESOURCE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<ErrorRow> parse(String content, String source) {
        List<ErrorRow> rows = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = content.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            try {
                rows.add(ErrorRow.parse(lines.get(i)));
            } catch (IllegalArgumentException wrong) {
                problems.add("table of errors " + source + ", line " + (i + 1) + ": " + wrong.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return rows;
    }
}
