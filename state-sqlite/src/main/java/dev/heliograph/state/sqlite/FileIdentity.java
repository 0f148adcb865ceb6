// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Identity of an open file of SQLite and of the two that SQLite keeps beside it: an open file is written to also when it was
 * deleted or another one has its name, and then nobody will ever read what was written. Confined to whoever calls it.
 */
final class FileIdentity {
    /** Device and inode by path; without a value where that one was not there yet. */
    private final Map<Path, @Nullable Object> keys = new LinkedHashMap<>();

    /**
     * Of the file as it stands.
     *
     * @throws IOException where it is not there
     */
    FileIdentity(Path file) throws IOException {
        Path real = file.toRealPath();
        keys.put(file, key(file));
        keys.put(real.resolveSibling(real.getFileName() + "-wal"), null);
        keys.put(real.resolveSibling(real.getFileName() + "-shm"), null);
    }

    /** What became of it, or null where all is as it was. A file system without such identities tells what is missing only. */
    @Nullable
    String change() {
        for (Map.Entry<Path, @Nullable Object> entry : keys.entrySet()) {
            Path path = entry.getKey();
            Object before = entry.getValue();
            try {
                Object now = key(path);
                if (before == null) {
                    entry.setValue(now);
                } else if (!before.equals(now)) {
                    return path + " was replaced by another file while it was in use";
                }
            } catch (NoSuchFileException | NotDirectoryException gone) {
                if (before != null) {
                    return path + " was removed while it was in use";
                }
            } catch (IOException unreadable) {
                // who may not look does not know
            }
        }
        return null;
    }

    private static Object key(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path : key;
    }
}
