// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Takes one file out of a .tar.gz; entries with long names, links and folders are passed over. */
final class TarGz {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE = 11;
    private static final int TYPE_AT = 156;
    private static final long LARGEST = 1L << 30;

    private final byte[] block = new byte[BLOCK];
    private final InputStream in;

    private TarGz(InputStream in) {
        this.in = in;
    }

    /**
     * Writes the file of that name in the archive to a new file.
     *
     * @throws IOException where it is not in there, or the archive is damaged
     */
    static void extract(Path archive, String name, Path to) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16)) {
            new TarGz(in).extract(name, to);
        }
    }

    private void extract(String name, Path to) throws IOException {
        while (readBlock()) {
            long size = size();
            boolean isFile = block[TYPE_AT] == '0' || block[TYPE_AT] == 0;
            if (isFile && name().equals(name)) {
                try (OutputStream out = Files.newOutputStream(to)) {
                    copy(size, out);
                }
                return;
            }
            in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
        }
        throw new IOException("there is no " + name + " in the package");
    }

    /** False at the end, which is a block of zeros. */
    private boolean readBlock() throws IOException {
        if (in.readNBytes(block, 0, BLOCK) < BLOCK) {
            throw new EOFException("the package ends too early");
        }
        return block[0] != 0;
    }

    private String name() {
        int length = 0;
        while (length < NAME && block[length] != 0) {
            length++;
        }
        return new String(block, 0, length, StandardCharsets.UTF_8);
    }

    private long size() throws IOException {
        String digits = new String(block, SIZE_AT, SIZE, StandardCharsets.ISO_8859_1).strip();
        if (!digits.matches("[0-7]{1,11}")) {
            throw new IOException("the package is damaged");
        }
        long size = Long.parseLong(digits, 8);
        if (size > LARGEST) {
            throw new IOException("the package holds a file of " + size + " bytes, which no library has");
        }
        return size;
    }

    private void copy(long size, OutputStream out) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long left = size;
        while (left > 0) {
            int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (read < 0) {
                throw new EOFException("the package ends too early");
            }
            out.write(chunk, 0, read);
            left -= read;
        }
    }
}
