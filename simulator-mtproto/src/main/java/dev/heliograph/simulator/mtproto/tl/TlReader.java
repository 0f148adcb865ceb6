// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads numbers and bytes one after the other. What is not there is refused; nothing is set aside for it first. */
public final class TlReader {
    private final byte[] source;
    private final int end;
    private int position;

    private TlReader(byte[] source, int from, int end) {
        this.source = source;
        this.position = from;
        this.end = end;
    }

    /** Reads that array, which must not be changed meanwhile. */
    public static TlReader of(byte[] source) {
        return new TlReader(source, 0, source.length);
    }

    /** How many bytes are left. */
    public int left() {
        return end - position;
    }

    /** The next 32 bits. */
    public int int32() {
        int at = advance(4);
        return (source[at] & 0xff)
                | (source[at + 1] & 0xff) << 8
                | (source[at + 2] & 0xff) << 16
                | (source[at + 3] & 0xff) << 24;
    }

    /** The next 32 bits, which stay unread. */
    public int peek() {
        int value = int32();
        position -= 4;
        return value;
    }

    /** The next 64 bits. */
    public long int64() {
        long low = int32() & 0xffffffffL;
        return low | (long) int32() << 32;
    }

    /** That many bytes, 0 or more. */
    public byte[] raw(int count) {
        int at = advance(count);
        return Arrays.copyOfRange(source, at, at + count);
    }

    /** All that is left. */
    public byte[] rest() {
        return raw(left());
    }

    /** Bytes with their length before and their padding behind them. */
    public byte[] bytes() {
        int first = source[advance(1)] & 0xff;
        int head = 1;
        int length = first;
        if (first == 254) {
            int at = advance(3);
            length = (source[at] & 0xff) | (source[at + 1] & 0xff) << 8 | (source[at + 2] & 0xff) << 16;
            head = 4;
        } else if (first == 255) {
            throw TlException.of("no length begins with 255");
        }
        byte[] content = raw(length);
        advance(-(head + length) & 3);
        return content;
    }

    /** Text; what is no UTF-8 in it is replaced. */
    public String string() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private int advance(int count) {
        if (count < 0 || count > end - position) {
            throw TlException.of("the bytes end too early");
        }
        int at = position;
        position += count;
        return at;
    }
}
