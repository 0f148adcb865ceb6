// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.simulator.mtproto.library.PatchedLibrary;
import java.nio.file.Path;

/** The library of the build, taught to take a loopback for Telegram. A process loads one, so all native tests take this. */
public final class PatchedTdlib {
    private PatchedTdlib() {}

    /** The file. */
    public static Path path() {
        return Once.LIBRARY;
    }

    /** Sixty megabytes are read to make sure that they are the right ones: once is enough. */
    private static final class Once {
        private static final Path ORIGINAL = Path.of(System.getProperty("heliograph.tdlib", ""));
        static final Path LIBRARY = PatchedLibrary.of(ORIGINAL, ORIGINAL.resolveSibling("patched"));
    }
}
