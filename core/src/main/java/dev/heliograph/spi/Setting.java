// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi;

import dev.heliograph.model.Durations;
import dev.heliograph.model.Numbers;
import dev.heliograph.model.Stable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One typed setting of a plugin, given in its address as {@code key=value}.
 *
 * @param <T> the type of its value
 * @param key as written in the address; {@link #REST} for the part before the {@code ?}
 * @param type what people are told to write, such as "duration"
 * @param parser from text; throws IllegalArgumentException with a message that says what was expected
 * @param fallback the text of the default, or null where the setting is required
 * @param secret whether its value may never be shown
 * @param sentence what it is for, one sentence
 */
@Stable
public record Setting<T>(
        String key,
        String type,
        Function<String, T> parser,
        @Nullable String fallback,
        boolean secret,
        String sentence) {
    /** The key of the part of an address between the scheme and the {@code ?}. */
    public static final String REST = "";

    /** The word that stands for its value in lines of usage, such as {@code DURATION}. */
    public String placeholder() {
        if (type.contains("|")) {
            return type;
        }
        // a text that is not named by a key would be called after nothing
        return key.equals(REST) && type.equals("text")
                ? "ARGUMENT"
                : type.toUpperCase(Locale.ROOT).replace(' ', '-');
    }

    /** A text. A null fallback makes it required; an empty one means "not set". */
    public static Setting<String> text(String key, @Nullable String fallback, String sentence) {
        return new Setting<>(key, "text", Function.identity(), fallback, false, sentence);
    }

    /** A text that is never shown. */
    public static Setting<String> secret(String key, @Nullable String fallback, String sentence) {
        return new Setting<>(key, "secret", Function.identity(), fallback, true, sentence);
    }

    /** The part of the address before the {@code ?}. */
    public static Setting<String> rest(@Nullable String fallback, String sentence) {
        return new Setting<>(REST, "text", Function.identity(), fallback, false, sentence);
    }

    /** A whole number within a range, both ends included. */
    public static Setting<Long> number(String key, long least, long most, @Nullable Long fallback, String sentence) {
        Function<String, Long> parser = text -> Numbers.whole(text, least, most);
        return new Setting<>(key, "number", parser, fallback == null ? null : fallback.toString(), false, sentence);
    }

    /** A share between 0 and 1, both included. */
    public static Setting<Double> share(String key, @Nullable Double fallback, String sentence) {
        Function<String, Double> parser = text -> {
            try {
                return Numbers.decimal(text, 0, 1);
            } catch (IllegalArgumentException noShare) {
                throw new IllegalArgumentException("expected a share from 0 to 1, such as 0.02", noShare);
            }
        };
        // as people write it: a small one would have an exponent
        String written = fallback == null ? null : BigDecimal.valueOf(fallback).toPlainString();
        return new Setting<>(key, "share", parser, written, false, sentence);
    }

    /** A duration such as 500ms, 10s or PT10S. */
    public static Setting<Duration> duration(String key, @Nullable Duration fallback, String sentence) {
        return new Setting<>(
                key,
                "duration",
                Durations::parse,
                fallback == null ? null : Durations.format(fallback),
                false,
                sentence);
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String key, boolean fallback, String sentence) {
        Function<String, Boolean> parser = text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
        return new Setting<>(key, "true or false", parser, Boolean.toString(fallback), false, sentence);
    }

    /** One of several words, without regard to case. */
    public static Setting<String> choice(String key, List<String> words, String fallback, String sentence) {
        Function<String, String> parser = text -> {
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (words.contains(word)) {
                return word;
            }
            throw new IllegalArgumentException("expected one of " + String.join(", ", words));
        };
        return new Setting<>(key, String.join("|", words), parser, fallback, false, sentence);
    }
}
