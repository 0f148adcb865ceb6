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
        Path original = Path.of(System.getProperty("heliograph.tdlib", ""));
        return PatchedLibrary.of(original, original.resolveSibling("patched"));
    }
}
