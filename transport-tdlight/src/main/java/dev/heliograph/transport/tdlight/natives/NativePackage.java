// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import dev.heliograph.model.ConfigurationException;
import java.util.List;

/**
 * A package with TDLib's library that was tested, and what the library must be, bit by bit.
 *
 * @param platform that it runs on, as {@link NativePlatform} spells it
 * @param name of the package in npm
 * @param version of the package
 * @param file the library's name inside
 * @param sha256 of the library, in hex of lower case
 * @param tdlib the version of TDLib
 */
public record NativePackage(String platform, String name, String version, String file, String sha256, String tdlib) {
    private static final List<NativePackage> PINNED = List.of(new NativePackage(
            "linux-x64-glibc",
            "@prebuilt-tdlib/linux-x64-glibc",
            "0.1008067.0",
            "libtdjson.so",
            "47ad24192a3c84d0be783c7c07adb14af0d2f3f53b5830d4660f58c51f298197",
            "1.8.67"));

    /**
     * The one for a platform.
     *
     * @throws ConfigurationException where none is pinned: what cannot be checked is not installed
     */
    public static NativePackage of(NativePlatform platform) {
        return PINNED.stream()
                .filter(pinned -> pinned.platform().equals(platform.toString()))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("natives install: no library is pinned for " + platform
                        + ", only for " + platforms() + "; what cannot be checked is not installed. Build TDLib or take"
                        + " it from your system, and name the file by library= or TDLIB_LIBRARY"));
    }

    /** Whether one is pinned for it. */
    public static boolean isPinned(NativePlatform platform) {
        return PINNED.stream().anyMatch(pinned -> pinned.platform().equals(platform.toString()));
    }

    private static String platforms() {
        return String.join(", ", PINNED.stream().map(NativePackage::platform).toList());
    }

    /** As npm takes it. */
    public String spec() {
        return name + "@" + version;
    }
}
