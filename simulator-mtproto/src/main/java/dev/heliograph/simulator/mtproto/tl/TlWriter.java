// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and bytes one after the other. */
public final class TlWriter {
    private static final int LONGEST = (1 << 24) - 1;

    private byte[] target;
    private int size;

    private TlWriter(int capacity) {
        target = new byte[capacity];
    }

    /** Begins with nothing. */
    public static TlWriter empty() {
        return new TlWriter(64);
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** 32 bits. */
    public TlWriter int32(int value) {
        room(4);
        target[size++] = (byte) value;
        target[size++] = (byte) (value >>> 8);
        target[size++] = (byte) (value >>> 16);
        target[size++] = (byte) (value >>> 24);
        return this;
    }

    /** 64 bits. */
    public TlWriter int64(long value) {
        return int32((int) value).int32((int) (value >>> 32));
    }

    /** The bytes as they are. */
    public TlWriter raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, target, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /**
     * Bytes with their length and padding.
     *
     * @throws TlException where they are 16 MiB or longer
     */
    public TlWriter bytes(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw TlException.of(bytes.length + " bytes are too many for one field");
        }
        int before = size;
        if (bytes.length < 254) {
            room(1);
            target[size++] = (byte) bytes.length;
        } else {
            int32(bytes.length << 8 | 254);
        }
        raw(bytes);
        return raw(new byte[-(size - before) & 3]);
    }

    /** Text in UTF-8. */
    public TlWriter string(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What was written. */
    public byte[] toArray() {
        return Arrays.copyOf(target, size);
    }

    void patch(int at, int value) {
        int end = size;
        size = at;
        int32(value);
        size = end;
    }

    private void room(int more) {
        if (target.length - size < more) {
            target = Arrays.copyOf(target, Math.max(target.length * 2, Math.addExact(size, more)));
        }
    }
}
