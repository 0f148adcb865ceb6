// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.PoolStrategy;
import dev.heliograph.cli.broadcast.AudienceForm.Layout;
import dev.heliograph.cli.broadcast.Delimiter;
import dev.heliograph.model.Durations;
import dev.heliograph.model.Numbers;
import dev.heliograph.model.Peer;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.ParseMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read: durations, chats, and words such as {@code round-robin}. */
public final class Words {
    private static final DateTimeFormatter IN_UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter ELSEWHERE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Words() {}

    /** Teaches them to the command line. */
    public static void register(CommandLine line) {
        add(line, Duration.class, Durations::parse);
        add(line, When.class, When::parse);
        add(line, Peer.class, Peer::of);
        add(line, Path.class, Words::path);
        add(line, ReplyTarget.class, ReplyTarget::parse);
        line.registerConverter(long.class, text -> number(text, Long.MIN_VALUE, Long.MAX_VALUE));
        line.registerConverter(int.class, text -> (int) number(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        add(line, ParseMode.class, ParseMode::parse);
        add(line, Delimiter.class, Delimiter::parse);
        add(line, PoolStrategy.class, word -> word(PoolStrategy.class, word));
        add(line, Layout.class, word -> word(Layout.class, word));
        add(line, WhenUnsure.class, word -> word(WhenUnsure.class, word));
    }

    /** The constant as people write it: {@code ROUND_ROBIN} is {@code round-robin}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A moment for people: to the second, in the zone of this machine, with its distance from UTC. */
    static String of(Instant moment) {
        if (moment.isAfter(LAST)) {
            return "never";
        }
        ZonedDateTime local = moment.atZone(ZoneId.systemDefault());
        return (local.getOffset().equals(ZoneOffset.UTC) ? IN_UTC : ELSEWHERE).format(local);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException("'" + text + "': is no name of a file: " + wrong.getReason(), wrong);
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        for (E constant : constants) {
            // also as the library spells it
            if (of(constant).equals(word.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + word + "': expected "
                + String.join(", ", constants.stream().map(Words::of).toList()));
    }

    private static long number(String text, long least, long most) {
        try {
            return Numbers.whole(text, least, most);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException("'" + text + "': " + wrong.getMessage());
        }
    }

    private static <T> void add(CommandLine line, Class<T> type, Function<String, T> parser) {
        line.registerConverter(type, text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(String.valueOf(wrong.getMessage()));
            }
        });
    }
}
