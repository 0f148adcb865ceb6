// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Failure;

/** Ends an operation that is not possible, before it has changed anything. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;

    Refusal(Failure failure) {
        super(failure.reason(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
