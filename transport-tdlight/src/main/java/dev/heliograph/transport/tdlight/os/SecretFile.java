// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.os;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file that only its owner may read, whole or not at all. */
public final class SecretFile {
    private SecretFile() {}

    /** Whether something is there, a link that leads nowhere included. */
    public static boolean isTaken(Path place) {
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Writes it beside its place and then gives it its name, never in the place of another.
     *
     * @throws FileAlreadyExistsException if the place is taken, if only meanwhile
     */
    public static void write(Path place, byte[] content) throws IOException {
        Path absolute = place.toAbsolutePath();
        try (Scratch side = beside(absolute, content)) {
            name(side.path(), absolute);
        }
    }

    /** Writes it beside its place and then puts it there, in the place of the one before. */
    public static void replace(Path place, byte[] content) throws IOException {
        Path absolute = place.toAbsolutePath();
        try (Scratch side = beside(absolute, content)) {
            Files.move(side.path(), absolute, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Makes a folder that only its owner may look into, with those above it; one that exists stays as it is. */
    public static void folder(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return;
        }
        try {
            Files.createDirectories(
                    place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException noModes) {
            Files.createDirectories(place);
        }
    }

    /** What an earlier process left there that was killed is deleted first: it may hold a key. */
    private static Scratch beside(Path place, byte[] content) throws IOException {
        Path folder = place.getParent();
        if (folder == null) {
            throw new FileSystemException(place.toString(), null, "it is no file");
        }
        Scratch.sweep(folder);
        Scratch side = Scratch.file(folder);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                int unused = side.channel().write(bytes);
            }
            side.channel().force(true);
            return side;
        } catch (IOException failure) {
            side.close();
            throw failure;
        }
    }

    /** A second name fails where one is taken; a move might replace what came between the look and the move. */
    private static void name(Path side, Path place) throws IOException {
        try {
            Files.createLink(place, side);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(side, place);
        }
    }
}
