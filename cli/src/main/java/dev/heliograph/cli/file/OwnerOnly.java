// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody but their owner can read, as those of the state: what is in them names people and what they were told. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /**
     * Makes the file where there is none; takes the rights of others away from one that is there. What is no file, as a pipe or a
     * device, stays as it is.
     *
     * @throws IOException where it cannot be made
     */
    public static void make(Path file) throws IOException {
        boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            Files.createFile(
                    file,
                    isPosix
                            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(MODE)}
                            : new FileAttribute<?>[0]);
        } catch (FileAlreadyExistsException there) {
            if (isPosix
                    && Files.isRegularFile(file)
                    && !Files.getPosixFilePermissions(file).equals(MODE)) {
                Files.setPosixFilePermissions(file, MODE);
            }
        }
    }
}
