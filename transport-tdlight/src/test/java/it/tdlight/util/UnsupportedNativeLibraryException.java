// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package it.tdlight.util;

/** Double of TDLight-Java: the natives are missing. */
public final class UnsupportedNativeLibraryException extends Exception {
    private static final long serialVersionUID = 1;

    public UnsupportedNativeLibraryException(String message) {
        super(message);
    }
}
