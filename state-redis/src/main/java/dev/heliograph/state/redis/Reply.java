// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a script answered: a list of byte strings and whole numbers. */
record Reply(List<@Nullable Object> parts) {
    static Reply of(@Nullable Object answer) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (answer instanceof List<?> list) {
            parts.addAll(list);
        } else {
            parts.add(answer);
        }
        return new Reply(parts);
    }

    int size() {
        return parts.size();
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    byte[] bytes(int index) {
        Object part = parts.get(index);
        if (part instanceof byte[] bytes) {
            return bytes;
        }
        throw new IllegalStateException("a script answered with " + part + " where bytes were expected");
    }

    String text(int index) {
        return Names.text(bytes(index));
    }

    /** A number, or the number that a text says; 0 for nothing. */
    long number(int index) {
        Object part = parts.get(index);
        if (part == null) {
            return 0;
        }
        return part instanceof Long number ? number : Long.parseLong(text(index));
    }
}
