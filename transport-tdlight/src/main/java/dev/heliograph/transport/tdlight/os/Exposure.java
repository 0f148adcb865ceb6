// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Way by which others may change a file: itself, or a folder above it, in which they could put another in its place. */
public final class Exposure {
    private static final int STICKY = 01000;

    private Exposure() {}

    /**
     * The first of a file and the folders above it that others than its owner may write, or null where there is none or the file
     * system knows no modes. A group of the owner's own name is the owner; a folder with the sticky bit keeps what is in it.
     *
     * @param groups whether the owner's group counts as others: some systems let one write where programs are installed
     * @throws IOException if the file is not there or cannot be looked at
     */
    public static @Nullable Path of(Path file, boolean groups) throws IOException {
        Path real = file.toRealPath();
        if (!Files.getFileStore(real).supportsFileAttributeView("posix")) {
            return null;
        }
        for (Path at = real; at != null; at = at.getParent()) {
            if (isOpen(at, groups)) {
                return at;
            }
        }
        return null;
    }

    private static boolean isOpen(Path path, boolean groups) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        Set<PosixFilePermission> modes = attributes.permissions();
        boolean group = groups
                && modes.contains(PosixFilePermission.GROUP_WRITE)
                && !attributes.group().getName().equals(attributes.owner().getName());
        return (group || modes.contains(PosixFilePermission.OTHERS_WRITE))
                && !(attributes.isDirectory() && isSticky(path));
    }

    private static boolean isSticky(Path folder) throws IOException {
        try {
            Map<String, Object> mode = Files.readAttributes(folder, "unix:mode");
            return mode.get("mode") instanceof Integer bits && (bits & STICKY) != 0;
        } catch (UnsupportedOperationException | IllegalArgumentException unknown) {
            return false;
        }
    }
}
