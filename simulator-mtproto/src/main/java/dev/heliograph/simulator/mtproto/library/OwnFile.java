// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.library;

import dev.heliograph.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** Writes files that are nobody else's business: whole or not at all, and not again where they are there. */
final class OwnFile {
    private OwnFile() {}

    /**
     * Makes sure that it is there. What stands there with other content is replaced.
     *
     * @return the file
     * @throws ConfigurationException where it cannot be written
     */
    static Path write(Path place, byte[] content) {
        try {
            if (!isThere(place, content)) {
                Path folder = makeFolder(place);
                place(Files.createTempFile(folder, ".library", ".part"), place, content);
            }
            return place;
        } catch (IOException failure) {
            throw new ConfigurationException("copy '" + place + "': cannot be written: " + failure);
        }
    }

    // a temporary file is made with mode 0600 where the file system knows modes
    private static void place(Path side, Path place, byte[] content) throws IOException {
        try {
            Files.write(side, content);
            Files.move(side, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException taken) {
            // some systems do not replace what another process just made, or holds open
            if (!isThere(place, content)) {
                throw taken;
            }
        } finally {
            Files.deleteIfExists(side);
        }
    }

    private static boolean isThere(Path place, byte[] content) throws IOException {
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                && Files.size(place) == content.length
                && Arrays.equals(Files.readAllBytes(place), content);
    }

    private static Path makeFolder(Path place) throws IOException {
        Path folder = place.getParent();
        if (folder == null) {
            throw new IOException("no folder");
        }
        try {
            FileAttribute<?> own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            return Files.createDirectories(folder, own);
        } catch (UnsupportedOperationException noModes) {
            return Files.createDirectories(folder);
        }
    }
}
