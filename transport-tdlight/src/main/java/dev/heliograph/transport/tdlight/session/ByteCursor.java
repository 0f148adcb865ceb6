// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads fields out of bytes that may lie about their lengths. */
final class ByteCursor {
    private final String what;
    private final byte[] bytes;
    private int at;

    /** @param what the thing being read, for messages, with its article */
    ByteCursor(String what, byte[] bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    int left() {
        return bytes.length - at;
    }

    int u8() throws SessionFormatException {
        need(1);
        return bytes[at++] & 255;
    }

    int u16() throws SessionFormatException {
        return (u8() << 8) | u8();
    }

    long u32() throws SessionFormatException {
        return ((long) u16() << 16) | u16();
    }

    long i64() throws SessionFormatException {
        return (u32() << 32) | u32();
    }

    int i32Le() throws SessionFormatException {
        return Integer.reverseBytes((int) u32());
    }

    long i64Le() throws SessionFormatException {
        return Long.reverseBytes(i64());
    }

    /** One byte, 0 or 1. */
    boolean flag(String name) throws SessionFormatException {
        int value = u8();
        if (value > 1) {
            throw new SessionFormatException(what + " has the value " + value + " where " + name + " is 0 or 1");
        }
        return value == 1;
    }

    byte[] take(int count) throws SessionFormatException {
        need(count);
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    /** Bytes as TL writes them: a length of one or four bytes, the bytes, zeros up to a multiple of four. */
    byte[] tlBytes() throws SessionFormatException {
        int length = u8();
        int head = 1;
        if (length == 255) {
            throw new SessionFormatException(what + " has a field whose length cannot be read");
        }
        if (length == 254) {
            length = u8() | (u8() << 8) | (u8() << 16);
            head = 4;
            if (length < 254) {
                throw new SessionFormatException(what + " has a short field with a long length");
            }
        }
        byte[] value = take(length);
        for (int padding = -(head + length) & 3; padding > 0; padding--) {
            if (u8() != 0) {
                throw new SessionFormatException(what + " has a field whose padding is not zero");
            }
        }
        return value;
    }

    /** TL bytes as text. */
    String tlString() throws SessionFormatException {
        return new String(tlBytes(), StandardCharsets.UTF_8);
    }

    /** Nothing may follow. */
    void end() throws SessionFormatException {
        if (left() > 0) {
            throw new SessionFormatException(what + " has " + left() + " bytes too many at its end");
        }
    }

    private void need(int count) throws SessionFormatException {
        if (count < 0 || count > left()) {
            throw new SessionFormatException(
                    what + " is cut off: " + count + " bytes are expected at byte " + at + " of " + bytes.length);
        }
    }
}
