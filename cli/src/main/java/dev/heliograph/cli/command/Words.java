// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.PoolStrategy;
import dev.heliograph.cli.broadcast.AudienceForm.Layout;
import dev.heliograph.model.Durations;
import dev.heliograph.model.Peer;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.ParseMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are read: durations, chats, and words such as {@code round-robin}. */
public final class Words {
    private Words() {}

    /** Teaches them to the command line. */
    public static void register(CommandLine line) {
        add(line, Duration.class, Durations::parse);
        add(line, When.class, When::parse);
        add(line, Peer.class, Peer::of);
        line.registerConverter(long.class, text -> number(text, Long.MIN_VALUE, Long.MAX_VALUE));
        line.registerConverter(int.class, text -> (int) number(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        add(line, ParseMode.class, ParseMode::parse);
        add(line, PoolStrategy.class, word -> word(PoolStrategy.class, word));
        add(line, Layout.class, word -> word(Layout.class, word));
        add(line, WhenUnsure.class, word -> word(WhenUnsure.class, word));
    }

    /** The constant as people write it: {@code ROUND_ROBIN} is {@code round-robin}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A moment, to the millisecond. */
    static String of(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        for (E constant : constants) {
            if (of(constant).equals(word.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + word + "': expected "
                + String.join(", ", constants.stream().map(Words::of).toList()));
    }

    private static long number(String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new TypeConversionException("'" + text + "': expected a whole number");
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
