// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import dev.heliograph.model.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** Bytes of a text file: without the mark of its byte order, and with the number of the line that is being read. */
final class ByteLines implements AutoCloseable {
    private final InputStream given;
    private @Nullable PushbackInputStream behindMark;
    private long line = 1;

    ByteLines(InputStream in) {
        this.given = in;
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        int next = text().read();
        if (next == '\n') {
            line++;
        }
        return next;
    }

    /** The next byte, which will be read again; or -1 at the end. */
    int peek() throws IOException {
        int next = text().read();
        if (next >= 0) {
            text().unread(next);
        }
        return next;
    }

    /** The line of the byte that is read next, from 1. */
    long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        given.close();
    }

    private PushbackInputStream text() throws IOException {
        PushbackInputStream text = behindMark;
        if (text == null) {
            text = TextFile.withoutMark(given);
            behindMark = text;
        }
        return text;
    }
}
