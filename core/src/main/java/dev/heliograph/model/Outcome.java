// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.function.Function;

/**
 * The answer of a port: a value or a failure, never an exception.
 *
 * @param <T> the value
 */
@Stable
public sealed interface Outcome<T> {
    /** Whether it is a {@link Done}. */
    boolean isDone();

    /** The value, or null for a failure. */
    @org.jspecify.annotations.Nullable
    T value();

    /** The failure, or null for a value. */
    @org.jspecify.annotations.Nullable
    Failure failure();

    /** The same failure, or the value changed. */
    <R> Outcome<R> map(Function<? super T, ? extends R> change);

    /**
     * The value.
     *
     * @throws FailureException for a failure
     */
    T orThrow();

    /** A value. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** A failure. */
    static <T> Outcome<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    /**
     * It worked.
     *
     * @param value what came of it
     */
    @Stable
    record Done<T>(T value) implements Outcome<T> {
        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public @org.jspecify.annotations.Nullable Failure failure() {
            return null;
        }

        @Override
        public <R> Outcome<R> map(Function<? super T, ? extends R> change) {
            return new Done<>(change.apply(value));
        }

        @Override
        public T orThrow() {
            return value;
        }
    }

    /**
     * It did not work.
     *
     * @param failure why
     */
    @Stable
    record Failed<T>(Failure failure) implements Outcome<T> {
        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public @org.jspecify.annotations.Nullable T value() {
            return null;
        }

        @Override
        public <R> Outcome<R> map(Function<? super T, ? extends R> change) {
            return new Failed<>(failure);
        }

        @Override
        public T orThrow() {
            throw new FailureException(failure);
        }
    }
}
