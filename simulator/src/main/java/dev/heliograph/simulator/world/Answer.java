// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered: a value or an error.
 *
 * @param <T> the value
 * @param value the value, or null for an error
 * @param error the error, or null for a value
 */
public record Answer<T>(@Nullable T value, @Nullable TelegramError error) {
    static <T> Answer<T> of(T value) {
        return new Answer<>(value, null);
    }

    static <T> Answer<T> refused(TelegramError error) {
        return new Answer<>(null, error);
    }

    static <T> Answer<T> refused(int code, String text) {
        return refused(TelegramError.of(code, text));
    }

    /**
     * The value.
     *
     * @throws IllegalStateException for an error
     */
    public T orThrow() {
        if (error != null) {
            throw new IllegalStateException(error.toString());
        }
        return Objects.requireNonNull(value);
    }
}
