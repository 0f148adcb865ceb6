// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ProcessWide;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The one library of TDLib that this process has loaded. A second copy would share names with the first, keep a log of its own and
 * crash with it; so whoever asks for the same file gets the same engine, and whoever asks for another is refused. May be used
 * from any thread.
 */
@ProcessWide("a library is loaded once in a process, and this one is never unloaded")
public final class LoadedLibrary {
    private static @Nullable Path loaded;
    private static @Nullable TdjsonEngine engine;

    private LoadedLibrary() {}

    /**
     * The engine of a library, which is loaded unless it is already.
     *
     * @param anyVersion whether one is taken that was not tested
     * @param verbosity which messages of TDLib are logged, from 0, fatal ones, to 2, warnings; the last caller's holds
     * @throws ConfigurationException where it cannot be loaded, was not tested, or another is loaded
     */
    public static TdEngine engine(FoundLibrary found, boolean anyVersion, int verbosity) {
        TdjsonEngine wanted = load(found.path());
        if (!anyVersion && !TestedVersions.include(wanted.version())) {
            throw new ConfigurationException("'" + found.path() + "' (" + found.origin() + ") is TDLib "
                    + wanted.version() + ", and tested are " + TestedVersions.WORDS
                    + ": take one of these, or any-version=true");
        }
        wanted.verbosity(verbosity);
        return wanted;
    }

    private static synchronized TdjsonEngine load(Path path) {
        Path file = real(path);
        TdjsonEngine known = engine;
        if (known == null) {
            known = TdjsonEngine.bind(file);
            loaded = file;
            engine = known;
        } else if (!file.equals(loaded)) {
            throw new ConfigurationException("'" + path + "' cannot be loaded: this process has loaded '" + loaded
                    + "', and TDLib can be loaded once");
        }
        return known;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            throw new ConfigurationException("there is no '" + path + "'");
        }
    }
}
