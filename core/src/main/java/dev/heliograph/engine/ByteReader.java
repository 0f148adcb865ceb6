// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote. */
final class ByteReader {
    private final ByteBuffer in;
    private final int format;

    ByteReader(Bytes bytes) {
        in = ByteBuffer.wrap(bytes.toArray());
        format = in.hasRemaining() ? in.get() : 0;
    }

    int format() {
        return format;
    }

    int getByte() {
        return in.get();
    }

    boolean getFlag() {
        return in.get() != 0;
    }

    int getInt() {
        return in.getInt();
    }

    long getLong() {
        return in.getLong();
    }

    double getDouble() {
        return in.getDouble();
    }

    String getText() {
        return new String(raw(), StandardCharsets.UTF_8);
    }

    Bytes getBytes() {
        return Bytes.copyOf(raw());
    }

    private byte[] raw() {
        byte[] content = new byte[in.getInt()];
        in.get(content);
        return content;
    }
}
