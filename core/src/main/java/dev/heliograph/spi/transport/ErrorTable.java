// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.transport;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.NotUtf8Exception;
import dev.heliograph.model.OneLine;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Z0-9.])[0-9]+(\\.[0-9]+)?(?![A-Z0-9])");
    /** Texts differ in their numbers only, so few forms are seen; longer ones, and those beyond this many, are looked up anew. */
    private static final int REMEMBERED = 1000;

    private static final int LONGEST_REASON = 200;
    /** No error of Telegram is as long; what comes after it is not looked at. */
    private static final int LONGEST_TEXT = 1000;
    /** Longer waits are those of a server that has lost its clock. */
    private static final double MOST_SECONDS = Duration.ofDays(366).toSeconds();

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
            List<ErrorRow> rows = new ArrayList<>(parse(TextFile.read(override), override.toString()));
            rows.addAll(builtIn());
            return new ErrorTable(rows);
        } catch (NotUtf8Exception foreign) {
            throw new ConfigurationException("table of errors " + override + ": " + foreign.getMessage());
        } catch (IOException unreadable) {
            throw new ConfigurationException(
                    "table of errors " + override + ": cannot be read (" + unreadable.getMessage() + ")");
        }
    }

    /**
     * What an error means in the answer to a call that changes nothing.
     *
     * @param code the server's number: 420, 400, the status of HTTP, negative ones of MTProto's transport
     * @param text its name or description
     * @param retryAfter the wait where it was told apart from the text, or null
     * @return the failure, or empty where the error says that there was nothing left to do: it counts as a success
     */
    public Optional<Failure> classify(int code, String text, @Nullable Duration retryAfter) {
        return classify(code, text, retryAfter, false);
    }

    /**
     * What an error means. An error of the 500s, or with a number that is none of the 400s, may come after the effect of a
     * call (core.telegram.org/api/errors: such numbers are internal errors): unless a row names that number, it is Ambiguous
     * where there may be an effect, and Unavailable where not.
     *
     * @param code the server's number: 420, 400, the status of HTTP, negative ones of MTProto's transport
     * @param text its name or description; only its beginning is looked at, and nothing that stands in quotation marks
     * @param retryAfter the wait where it was told apart from the text, or null
     * @param effect whether the call changes something, such as a send
     * @return the failure, or empty where the error says that there was nothing left to do: it counts as a success
     */
    public Optional<Failure> classify(int code, String text, @Nullable Duration retryAfter, boolean effect) {
        String said = OneLine.of(text, LONGEST_TEXT).strip();
        String upper = withoutQuotes(said).strip().toUpperCase(Locale.ROOT);
        String form = NUMBER.matcher(upper).replaceAll("X");
        Optional<ErrorRow.Match> match = match(code, form);
        if (match.isEmpty()) {
            return Optional.of(unknown(code, said, wait(upper, code, retryAfter), effect));
        }
        ErrorRow row = match.get().row();
        String reason = match.get().reason();
        if (effect && row.kind().isCertain() && mayFollowAnEffect(code) && !row.names(code)) {
            return Optional.of(new Failure.Ambiguous(reason));
        }
        return switch (row.kind()) {
            case THROTTLED -> Optional.of(new Failure.Throttled(wait(upper, 0, retryAfter), row.scope(), reason));
            case UNAVAILABLE -> Optional.of(new Failure.Unavailable(row.origin(), reason));
            case REJECTED -> Optional.of(new Failure.Rejected(row.status(), code, reason));
            case AMBIGUOUS -> Optional.of(unclear(effect, reason));
            case LOST -> Optional.of(new Failure.SessionLost(reason, effect && row.isUnsure()));
            case DONE -> Optional.empty();
        };
    }

    private static Failure unclear(boolean effect, String reason) {
        return effect ? new Failure.Ambiguous(reason) : new Failure.Unavailable(Failure.Origin.SERVER, reason);
    }

    private static boolean mayFollowAnEffect(int code) {
        return code < 400 || code >= 500;
    }

    /** Errors quote other errors and what users wrote: neither says what happened to the call. */
    private static String withoutQuotes(String said) {
        int first = said.indexOf('"');
        int last = said.lastIndexOf('"');
        return first < 0 ? said : said.substring(0, first) + (last == first ? "" : said.substring(last + 1));
    }

    private Optional<ErrorRow.Match> match(int code, String form) {
        String key = code + " " + form;
        Optional<ErrorRow.Match> known = remembered.get(key);
        if (known != null) {
            return known;
        }
        Optional<ErrorRow.Match> found =
                rows.stream().flatMap(row -> row.match(code, form).stream()).findFirst();
        if (form.length() <= LONGEST_REASON && remembered.size() < REMEMBERED) {
            remembered.put(key, found);
        }
        return found;
    }

    /**
     * The wait that was told, or the one that the text speaks of.
     *
     * @param aside a number that is no wait where the text holds it
     */
    private static Duration wait(String upper, int aside, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            return retryAfter;
        }
        // the wait is the last number: "Too Many Requests: retry after 5", and codes stand before it
        Matcher numbers = NUMBER.matcher(upper);
        double seconds = 1;
        while (numbers.find()) {
            double number = Double.parseDouble(numbers.group());
            seconds = number == aside ? seconds : number;
        }
        return Duration.ofSeconds((long) Math.ceil(Math.min(seconds, MOST_SECONDS)));
    }

    private static Failure unknown(int code, String said, Duration wait, boolean effect) {
        String word = OneLine.of(said, LONGEST_REASON);
        String reason = word.isEmpty() ? "error " + code : word;
        if (code == 429 || code == 420) {
            return new Failure.Throttled(wait, FloodScope.REQUEST, reason);
        }
        if (code == 403) {
            return new Failure.Rejected(SendStatus.FORBIDDEN, code, reason);
        }
        if (!mayFollowAnEffect(code)) {
            return new Failure.Rejected(SendStatus.FAILED, code, reason);
        }
        return unclear(effect, reason);
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
