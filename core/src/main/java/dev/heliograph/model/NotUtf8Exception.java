// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.nio.charset.CharacterCodingException;

/** Text that is not UTF-8. The message says what it is or where it is wrong, as the end of a sentence about the file. */
@Stable
public final class NotUtf8Exception extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    private final String found;

    NotUtf8Exception(String found) {
        this.found = found;
    }

    @Override
    public String getMessage() {
        return found;
    }
}
