// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import java.io.Serial;

/** A request does not fit the generated classes: its type is unknown, or a field has another type. For people. */
final class TdApiMismatchException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    TdApiMismatchException(String message) {
        super(message);
    }
}
