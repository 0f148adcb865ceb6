// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

/** An update that does not have the form that Telegram documents; its message holds no text that people wrote. */
final class MalformedUpdateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedUpdateException(String message) {
        super(message);
    }
}
