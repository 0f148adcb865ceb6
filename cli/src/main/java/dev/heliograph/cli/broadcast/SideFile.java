// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.cli.file.OwnerOnly;
import dev.heliograph.model.ConfigurationException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears whole or not at all, and that only its owner can read: written beside its place, and renamed at the end.
 */
public final class SideFile implements AutoCloseable {
    private final Path place;
    private final Path side;
    private final BufferedWriter writer;

    /**
     * Begins to write.
     *
     * @throws IOException where nothing can be written beside the place
     */
    public SideFile(Path place) throws IOException {
        // what a link names is replaced, not the link
        Path absolute = Files.exists(place) ? place.toRealPath() : place.toAbsolutePath();
        this.place = absolute;
        this.side = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        Files.deleteIfExists(side);
        OwnerOnly.make(side);
        this.writer = Files.newBufferedWriter(side);
    }

    /**
     * Refuses what could not be written after hours of sending, and what would be lost by it: a device, a pipe, or a
     * file that is needed.
     *
     * @param option which says it
     * @param place the file, or null for none
     * @param needed files that must stay as they are
     * @throws ConfigurationException that says why
     */
    public static void check(String option, @Nullable Path place, List<Path> needed) throws IOException {
        if (place == null) {
            return;
        }
        Path folder = place.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new ConfigurationException(option + " " + place + ": cannot be written there");
        }
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            throw new ConfigurationException(option + " " + place + ": expected a file, or a name that is free");
        }
        for (Path other : needed) {
            boolean same = (Files.exists(place) && Files.exists(other))
                    ? Files.isSameFile(place, other)
                    : place.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize());
            if (same) {
                throw new ConfigurationException(option + " " + place + ": is used for something else by this command");
            }
        }
    }

    /** Writes a line. */
    public void line(Object text) throws IOException {
        writer.write(text.toString());
        writer.write('\n');
    }

    /** Puts it in its place. */
    public void commit() throws IOException {
        writer.close();
        Files.move(side, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Gives up what was not committed. */
    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(side);
    }
}
