// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a library has to fit.
 *
 * @param system such as {@code linux}
 * @param processor such as {@code x64}
 * @param libc which C library, as in the names of packages; empty where there is no choice
 */
public record NativePlatform(String system, String processor, String libc) {

    /** This machine, as this JVM sees it. */
    public static NativePlatform current() {
        return of(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                file -> Files.exists(Path.of(file)));
    }

    static NativePlatform of(String osName, String osArch, Predicate<String> isThere) {
        String system = system(osName.toLowerCase(Locale.ROOT));
        String processor = processor(osArch.toLowerCase(Locale.ROOT));
        return new NativePlatform(system, processor, system.equals("linux") ? libc(processor, isThere) : "");
    }

    private static String system(String name) {
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return "darwin";
        }
        return name.startsWith("windows") ? "win32" : name.replaceAll("[^a-z0-9]", "");
    }

    private static String processor(String arch) {
        return switch (arch) {
            case "amd64", "x86_64", "x86-64" -> "x64";
            case "aarch64" -> "arm64";
            default -> arch;
        };
    }

    /** A machine may have both loaders, for programs of the other kind; glibc's is then the system's own by far most often. */
    private static String libc(String processor, Predicate<String> isThere) {
        boolean glibc = processor.equals("arm64")
                ? isThere.test("/lib/ld-linux-aarch64.so.1")
                : isThere.test("/lib64/ld-linux-x86-64.so.2");
        return glibc ? "glibc" : "musl";
    }

    /** The name that libraries put on, such as {@code libtdjson.so}. */
    String fileName() {
        return switch (system) {
            case "darwin" -> "libtdjson.dylib";
            case "win32" -> "tdjson.dll";
            default -> "libtdjson.so";
        };
    }

    /** As packages spell it, such as {@code linux-x64-glibc}. */
    @Override
    public String toString() {
        return system + "-" + processor + (libc.isEmpty() ? "" : "-" + libc);
    }
}
