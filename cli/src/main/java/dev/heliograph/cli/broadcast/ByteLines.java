// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.TextFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Bytes of a text file: without the mark of its byte order, and with the number of the line that is being read. */
final class ByteLines implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final InputStream given;
    private final byte[] buffer = new byte[BUFFER];
    private @Nullable InputStream behindMark;
    /** The bytes of the buffer that were not read yet: from this one, before that one. */
    private int next;

    private int end;
    private long line = 1;

    ByteLines(InputStream in) {
        this.given = in;
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        int read = peek();
        if (read >= 0) {
            next++;
            line += read == '\n' ? 1 : 0;
        }
        return read;
    }

    /** The next byte, which will be read again; or -1 at the end. */
    int peek() throws IOException {
        return next < end || fill() ? buffer[next] & 0xFF : -1;
    }

    /**
     * Adds the bytes of the next line, without its end, until there are so many; those beyond are passed over. False at the end of
     * the file.
     */
    boolean readLine(ByteArrayOutputStream into, int most) throws IOException {
        if (peek() < 0) {
            return false;
        }
        while (next < end || fill()) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            into.write(buffer, from, Math.min(next - from, Math.max(0, most - into.size())));
            if (next < end) {
                next++;
                line++;
                return true;
            }
        }
        return true;
    }

    /** The line of the byte that is read next, from 1. */
    long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        given.close();
    }

    /** Fetches more; false at the end. A stream of people, who type line by line, is not waited for beyond what is there. */
    private boolean fill() throws IOException {
        InputStream text = behindMark;
        if (text == null) {
            text = TextFile.withoutMark(given);
            behindMark = text;
        }
        next = 0;
        end = Math.max(0, text.read(buffer, 0, BUFFER));
        return end > 0;
    }
}
