// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

/** A client broke the protocol: it is told a number, where there is one, and its connection ends. */
final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The key is not known here. */
    static final int UNKNOWN_KEY = -404;

    private final int code;

    Misuse(String message) {
        this(0, message);
    }

    Misuse(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
