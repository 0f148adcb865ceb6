// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where libraries are installed, one folder for each package and version.
 *
 * @param root the folder of all
 */
public record NativeFolder(Path root) {

    /** The one in the cache of this user, as the system has it. */
    public static NativeFolder ofUser() {
        return ofUser(NativePlatform.current().system(), System.getenv(), System.getProperty("user.home", ""));
    }

    static NativeFolder ofUser(String system, Map<String, String> environment, String home) {
        return new NativeFolder(cache(system, environment, Path.of(home)).resolve("natives"));
    }

    private static Path cache(String system, Map<String, String> environment, Path home) {
        Path chosen = absolute(environment.get("XDG_CACHE_HOME"));
        if (chosen != null) {
            return chosen.resolve("heliograph");
        }
        if (system.equals("win32")) {
            Path local = absolute(environment.get("LOCALAPPDATA"));
            return (local == null ? home.resolve("AppData").resolve("Local") : local).resolve("heliograph");
        }
        return home.resolve(system.equals("darwin") ? Path.of("Library", "Caches") : Path.of(".cache"))
                .resolve("heliograph");
    }

    /** Relative ones are to be ignored, says the standard of these variables. */
    private static @Nullable Path absolute(@Nullable String text) {
        return text != null && Path.of(text).isAbsolute() ? Path.of(text) : null;
    }

    /** Where the library of a package lies once it is installed. */
    public Path library(NativePackage wanted) {
        return place(wanted).resolve(wanted.file());
    }

    /** The folder that the library of a package has to itself. */
    Path place(NativePackage wanted) {
        return root.resolve(wanted.platform() + "-" + wanted.version());
    }
}
