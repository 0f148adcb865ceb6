// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a file that only its owner may read: whole or not at all, and never in the place of another. */
final class SecretFile {
    private SecretFile() {}

    /** Whether something is there, a link that leads nowhere included. */
    static boolean isTaken(Path place) {
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Writes it beside its place and then gives it its name.
     *
     * @throws FileAlreadyExistsException if the place is taken, if only meanwhile
     */
    static void write(Path place, byte[] content) throws IOException {
        Path absolute = place.toAbsolutePath();
        // a temporary file is made with mode 0600 where the file system knows modes
        Path side = Files.createTempFile(absolute.getParent(), ".session", ".part");
        try {
            try (FileChannel channel = FileChannel.open(side, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            name(side, absolute);
        } finally {
            Files.deleteIfExists(side);
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
