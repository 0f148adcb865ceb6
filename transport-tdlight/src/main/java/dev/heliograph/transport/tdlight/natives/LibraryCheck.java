// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.transport.tdlight.os.Exposure;
import dev.heliograph.transport.tdlight.os.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Check of a library before it is loaded, since its code has every key. One that {@code natives install} put there must be the
 * one that was tested, bit by bit, and lie where nobody else may write. One that somebody named is his choice; where others
 * may change it, that is logged.
 *
 * <p>What was compared is noted beside the library with its size, its place on the disk and the time of its last change of any
 * kind, which no program can set; so 60 MB are read once and not at every start.
 */
final class LibraryCheck {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryCheck.class);
    private static final String NOTE = ".checked";

    private final FoundLibrary found;
    private final @Nullable NativePackage pinned;

    /** @param pinned what the library must be, or null where it is the choice of a user */
    LibraryCheck(FoundLibrary found, @Nullable NativePackage pinned) {
        this.found = found;
        this.pinned = pinned;
    }

    /**
     * Checks it.
     *
     * @throws ConfigurationException where it must not be loaded, with what to do
     */
    void check() {
        String problem = problem();
        if (problem != null) {
            throw new ConfigurationException(problem);
        }
    }

    /** Why it must not be loaded, or null. */
    @Nullable
    String problem() {
        try {
            NativePackage wanted = pinned;
            Path open = Exposure.of(found.path(), wanted != null);
            if (wanted == null) {
                warn(open);
                return null;
            }
            return open == null ? difference(wanted) : exposed(open);
        } catch (IOException unreadable) {
            return "'" + found.path() + "' cannot be read: " + FileTrouble.cause(unreadable);
        }
    }

    private void warn(@Nullable Path open) {
        if (open != null) {
            LOG.warn("found TDLib in '{}', which others may change: they can write '{}'", found.path(), open);
        }
    }

    private String exposed(Path open) {
        return "TDLib is not loaded from '" + found.path() + "': others may write '" + open
                + "' and put another library there; take that from them (chmod go-w), or set XDG_CACHE_HOME to a"
                + " folder of your own and run 'heliograph natives install'";
    }

    private @Nullable String difference(NativePackage wanted) throws IOException {
        String state = state(wanted);
        if (state != null && state.equals(noted())) {
            return null;
        }
        String sha256 = Fingerprint.of(found.path());
        if (!sha256.equals(wanted.sha256())) {
            return "TDLib is not loaded from '" + found.path() + "': it is not the library that 'heliograph natives"
                    + " install' put there: its SHA-256 is " + sha256 + ", expected " + wanted.sha256()
                    + "; run 'heliograph natives install', which fetches it anew, or name a library of your own by"
                    + " library= or TDLIB_LIBRARY";
        }
        // of before the reading, so that a change since then is noticed the next time
        note(state);
        return null;
    }

    /** What differs as soon as anything of the file was changed; null where the system does not tell. */
    private @Nullable String state(NativePackage wanted) {
        try {
            Map<String, Object> facts = new TreeMap<>(Files.readAttributes(found.path(), "unix:dev,ino,size,ctime"));
            return facts.size() == 4 ? wanted.sha256() + " " + facts + "\n" : null;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return null;
        }
    }

    private Path notePath() {
        return found.path().resolveSibling(found.path().getFileName() + NOTE);
    }

    private @Nullable String noted() {
        try {
            return Files.readString(notePath(), StandardCharsets.UTF_8);
        } catch (IOException none) {
            return null;
        }
    }

    private void note(@Nullable String state) {
        if (state == null) {
            return;
        }
        try {
            SecretFile.replace(notePath(), state.getBytes(StandardCharsets.UTF_8));
        } catch (IOException readOnly) {
            LOG.debug("the check of '{}' is not noted: {}", found.path(), FileTrouble.cause(readOnly));
        }
    }

    @Override
    public String toString() {
        return "LibraryCheck[" + found.path() + "]";
    }
}
