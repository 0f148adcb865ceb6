// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/** Bytes of a text file: without the mark of its byte order, and with the number of the line that is being read. */
final class ByteLines implements AutoCloseable {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final PushbackInputStream in;
    private long line = 1;
    private boolean begun;

    ByteLines(InputStream in) {
        this.in = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        if (!begun) {
            begun = true;
            passOverMark();
        }
        int next = in.read();
        if (next == '\n') {
            line++;
        }
        return next;
    }

    /** The next byte, which will be read again; or -1 at the end. */
    int peek() throws IOException {
        if (!begun) {
            begun = true;
            passOverMark();
        }
        int next = in.read();
        if (next >= 0) {
            in.unread(next);
        }
        return next;
    }

    /** The line of the byte that is read next, from 1. */
    long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void passOverMark() throws IOException {
        byte[] first = in.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(first, BYTE_ORDER_MARK)) {
            in.unread(first);
        }
    }
}
