// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package it.tdlight;

import it.tdlight.util.UnsupportedNativeLibraryException;

/** Double of TDLight-Java. */
public final class Init {
    private Init() {}

    public static void init() throws UnsupportedNativeLibraryException {
        if (FakeTdlib.current().nativesMissing) {
            throw new UnsupportedNativeLibraryException("no tdjni for this system");
        }
    }
}
