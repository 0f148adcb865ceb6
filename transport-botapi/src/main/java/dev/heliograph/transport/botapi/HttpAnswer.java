// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Bytes;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
sealed interface HttpAnswer {
    enum Kind {
        FULL,
        BROKEN
    }

    Kind kind();

    /** The status for logs, or 0 where there is none. */
    int status();

    /**
     * An answer that came to its end.
     *
     * @param retryAfter the header of that name, or null
     */
    record Full(int status, @Nullable String retryAfter, Bytes body) implements HttpAnswer {
        @Override
        public Kind kind() {
            return Kind.FULL;
        }
    }

    /**
     * No answer, or only a part of one.
     *
     * @param written whether the whole request may have reached the server; false = the server cannot have carried it out
     * @param reason one line without secrets
     */
    record Broken(boolean written, String reason) implements HttpAnswer {
        @Override
        public Kind kind() {
            return Kind.BROKEN;
        }

        @Override
        public int status() {
            return 0;
        }
    }
}
