// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.os;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Folder with all that is in it. Links are not followed. */
public final class Tree {
    private Tree() {}

    /**
     * Deletes a folder with all that is in it, or a file; one that is not there is deleted already.
     *
     * @throws IOException the first failure, after everything else was deleted
     */
    public static void delete(Path root) throws IOException {
        Deletion deletion = new Deletion();
        Files.walkFileTree(root, deletion);
        IOException first = deletion.first;
        if (first != null) {
            throw first;
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        private @Nullable IOException first;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            // what other programs leave may be closed to its owner
            PosixFileAttributeView modes = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
            if (modes != null && !(Files.isWritable(folder) && Files.isExecutable(folder))) {
                try {
                    modes.setPermissions(PosixFilePermissions.fromString("rwx------"));
                } catch (IOException failure) {
                    note(failure);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return deleted(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return failure instanceof NoSuchFileException ? FileVisitResult.CONTINUE : deleted(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            return deleted(folder);
        }

        private FileVisitResult deleted(Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException failure) {
                note(failure);
            }
            return FileVisitResult.CONTINUE;
        }

        private void note(IOException failure) {
            if (first == null) {
                first = failure;
            }
        }
    }
}
