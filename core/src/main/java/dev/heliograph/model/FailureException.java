// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

/** A {@link Failure} at the edge, for callers who prefer exceptions to values. */
@Stable
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;

    /** Wraps the failure; the message is its kind and reason. */
    public FailureException(Failure failure) {
        super(failure.kind() + ": " + failure.reason());
        this.failure = failure;
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }
}
