// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.Durations;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Numbers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration.
 *
 * @param path as written in the file, parts joined by dots; without the {@code sessions[n].} of a session's key
 * @param form how its value is written
 * @param secret whether its value may never be shown
 * @param fallback what holds where nobody sets it, or null
 */
record Key(String path, Form form, boolean secret, @Nullable String fallback) {

    /** How values are written. Parsing throws IllegalArgumentException that says what was expected. */
    enum Form {
        TEXT,
        ADDRESS,
        DURATION,
        LIMIT,
        LIMITS,
        NUMBER,
        DECIMAL,
        FLAG,
        SIZE,
        LEVEL,
        LOG_FORMAT;

        /** The value, of the type of this form. */
        Object parse(String text) {
            return switch (this) {
                case TEXT, ADDRESS -> text;
                case DURATION -> Durations.parse(text);
                case LIMIT -> Limit.parse(text);
                case LIMITS -> limits(text);
                case NUMBER -> number(text);
                case DECIMAL -> decimal(text);
                case FLAG -> flag(text);
                case SIZE -> size(text);
                case LEVEL -> choice(text, List.of("trace", "debug", "info", "warn", "error", "off"));
                case LOG_FORMAT -> choice(text, List.of("text", "json"));
            };
        }

        static List<Limit> limits(String text) {
            return List.of(text.split(",")).stream()
                    .map(part -> Limit.parse(part.strip()))
                    .toList();
        }

        static int number(String text) {
            return (int) Numbers.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        static double decimal(String text) {
            return Numbers.decimal(text, -Double.MAX_VALUE, Double.MAX_VALUE);
        }

        static boolean flag(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                case "false", "no", "off" -> false;
                default -> throw new IllegalArgumentException("expected true or false");
            };
        }

        static long size(String text) {
            String trimmed = text.strip().toUpperCase(Locale.ROOT);
            if (!trimmed.matches("\\d{1,12}( ?[KMG]B?)?")) {
                throw new IllegalArgumentException("expected a size such as 500KB, 10MB or 1GB");
            }
            long amount = Long.parseLong(trimmed.replaceAll("[^0-9]", ""));
            String unit = trimmed.replaceAll("[0-9 B]", "");
            return amount * (unit.isEmpty() ? 1 : 1L << (10 * (1 + "KMG".indexOf(unit))));
        }

        static String choice(String text, List<String> words) {
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (!words.contains(word)) {
                throw new IllegalArgumentException("expected one of " + String.join(", ", words));
            }
            return word;
        }
    }
}
