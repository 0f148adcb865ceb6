// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import dev.heliograph.model.ConfigurationException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for TDLib's library: what the user names, what {@code TDLIB_LIBRARY} names, what {@code natives install} put into his
 * cache, what the system has. The first that is there is taken; one that is named and not there is a mistake, and nothing else is
 * taken in its place.
 */
public final class LibrarySearch {
    /** The variable that names the library. */
    public static final String VARIABLE = "TDLIB_LIBRARY";

    private static final String INSTALLED = "natives install";
    private static final String SYSTEM = "the system";

    private final NativePlatform platform;
    private final Map<String, String> environment;
    private final NativeFolder folder;
    private final List<Path> systemFolders;

    LibrarySearch(
            NativePlatform platform, Map<String, String> environment, NativeFolder folder, List<Path> systemFolders) {
        this.platform = platform;
        this.environment = environment;
        this.folder = folder;
        this.systemFolders = List.copyOf(systemFolders);
    }

    /** The search on this machine, for this user. */
    public static LibrarySearch here() {
        NativePlatform platform = NativePlatform.current();
        return new LibrarySearch(platform, System.getenv(), NativeFolder.ofUser(), systemFolders(platform));
    }

    private static List<Path> systemFolders(NativePlatform platform) {
        String machine = platform.processor().equals("arm64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        return Stream.concat(
                        Pattern.compile(Pattern.quote(File.pathSeparator))
                                .splitAsStream(System.getProperty("java.library.path", "")),
                        Stream.of("/usr/local/lib", "/usr/lib/" + machine, "/opt/homebrew/lib"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .distinct()
                .toList();
    }

    /**
     * Finds it, to be loaded. Reads all of one that {@code natives install} put there when it was changed since the last time.
     *
     * @param named a file, or a folder with it, or empty
     * @throws ConfigurationException where there is none, or it must not be loaded
     */
    public FoundLibrary find(String named) {
        FoundLibrary found = look(named);
        if (found == null) {
            throw new ConfigurationException(
                    "there is no TDLib on this machine: run 'heliograph natives install', or name the" + " file "
                            + platform.fileName() + " by library= or " + VARIABLE);
        }
        check(found).check();
        return found;
    }

    /**
     * Why a library that was found must not be loaded.
     *
     * @return one line with what to do, or null where it may be loaded
     */
    public @Nullable String problem(FoundLibrary found) {
        return check(found).problem();
    }

    private LibraryCheck check(FoundLibrary found) {
        boolean pinned =
                NativePackage.isPinned(platform) && found.path().equals(folder.library(NativePackage.of(platform)));
        return new LibraryCheck(found, pinned ? NativePackage.of(platform) : null);
    }

    /**
     * As {@link #find}, without a look into it.
     *
     * @return null where nobody names one and none is found
     */
    public @Nullable FoundLibrary look(String named) {
        if (!named.isBlank()) {
            return given(named.strip(), "library");
        }
        String variable = environment.getOrDefault(VARIABLE, "").strip();
        if (!variable.isEmpty()) {
            return given(variable, VARIABLE);
        }
        return places().stream()
                .filter(place -> Files.isRegularFile(place.path()))
                .findFirst()
                .orElse(null);
    }

    /** Where it is looked for when nobody names one, in order. */
    public List<FoundLibrary> places() {
        List<FoundLibrary> places = new ArrayList<>();
        if (NativePackage.isPinned(platform)) {
            places.add(new FoundLibrary(folder.library(NativePackage.of(platform)), INSTALLED));
        }
        systemFolders.forEach(inside -> places.add(new FoundLibrary(inside.resolve(platform.fileName()), SYSTEM)));
        return places;
    }

    private FoundLibrary given(String text, String origin) {
        try {
            Path path = Path.of(text).toAbsolutePath();
            Path file = Files.isDirectory(path) ? path.resolve(platform.fileName()) : path;
            if (Files.isRegularFile(file)) {
                return new FoundLibrary(file, origin);
            }
        } catch (InvalidPathException wrong) {
            // as good as none
        }
        throw new ConfigurationException(
                origin + ": there is no " + platform.fileName() + " at '" + text + "', which is named there");
    }
}
