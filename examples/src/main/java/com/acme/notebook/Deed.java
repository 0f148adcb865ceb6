// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.model.Bytes;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call that changes something, as the words of one line: written in order, read in the same order. Words are
 * percent-encoded, so that a tab parts them and {@code ~} is free to stand for null.
 */
final class Deed {
    private static final String NULL = "~";
    private final List<String> words = new ArrayList<>();
    private int next = 1;

    private Deed() {}

    static Deed of(String verb) {
        return new Deed().with(verb);
    }

    static Deed parse(String line) {
        Deed deed = new Deed();
        deed.words.addAll(Arrays.asList(line.split("\t", -1)));
        return deed;
    }

    String line() {
        return String.join("\t", words);
    }

    String verb() {
        return URLDecoder.decode(words.get(0), StandardCharsets.UTF_8);
    }

    Deed with(@Nullable String text) {
        words.add(text == null ? NULL : URLEncoder.encode(text, StandardCharsets.UTF_8));
        return this;
    }

    Deed with(long number) {
        return with(Long.toString(number));
    }

    Deed with(@Nullable Instant instant) {
        return with(instant == null ? null : instant.toString());
    }

    Deed with(@Nullable Duration duration) {
        return with(duration == null ? null : duration.toString());
    }

    Deed with(@Nullable Bytes bytes) {
        return with(bytes == null ? null : Base64.getEncoder().encodeToString(bytes.toArray()));
    }

    @Nullable
    String textOrNull() {
        String word = words.get(next++);
        return word.equals(NULL) ? null : URLDecoder.decode(word, StandardCharsets.UTF_8);
    }

    String text() {
        String text = textOrNull();
        if (text == null) {
            throw new IllegalStateException(verb() + ": word " + (next - 1) + " is missing");
        }
        return text;
    }

    long number() {
        return Long.parseLong(text());
    }

    Instant instant() {
        return Instant.parse(text());
    }

    @Nullable
    Instant instantOrNull() {
        String text = textOrNull();
        return text == null ? null : Instant.parse(text);
    }

    @Nullable
    Duration durationOrNull() {
        String text = textOrNull();
        return text == null ? null : Duration.parse(text);
    }

    Bytes bytes() {
        return Bytes.copyOf(Base64.getDecoder().decode(text()));
    }

    @Nullable
    Bytes bytesOrNull() {
        String text = textOrNull();
        return text == null ? null : Bytes.copyOf(Base64.getDecoder().decode(text));
    }

    @Override
    public String toString() {
        // what follows the verb may be a secret
        return words.stream().limit(1).collect(Collectors.joining());
    }
}
