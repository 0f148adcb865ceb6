// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** TDLight-Java threw where it should not. */
final class TdlightCallException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    TdlightCallException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
