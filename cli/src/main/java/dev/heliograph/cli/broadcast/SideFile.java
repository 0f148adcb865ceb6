// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears whole or not at all: written beside its place, and renamed at the end. */
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
        this.place = place;
        Path absolute = place.toAbsolutePath();
        this.side = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        this.writer = Files.newBufferedWriter(side);
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
