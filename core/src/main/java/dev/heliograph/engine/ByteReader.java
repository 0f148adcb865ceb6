// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote. Bytes that end early are an {@link IllegalArgumentException}. */
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

    /** Whether something follows: what later versions put behind a form that earlier ones still read. */
    boolean hasMore() {
        return in.hasRemaining();
    }

    int getByte() {
        return need(1).get();
    }

    boolean getFlag() {
        return need(1).get() != 0;
    }

    int getInt() {
        return need(4).getInt();
    }

    long getLong() {
        return need(8).getLong();
    }

    double getDouble() {
        return need(8).getDouble();
    }

    String getText() {
        return new String(raw(), StandardCharsets.UTF_8);
    }

    Bytes getBytes() {
        return Bytes.copyOf(raw());
    }

    private byte[] raw() {
        int length = getInt();
        need(length);
        byte[] content = new byte[length];
        in.get(content);
        return content;
    }

    /** A length is checked before room is made for it: what is stored may have been cut, or be something else. */
    private ByteBuffer need(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("stored bytes end before what they announce");
        }
        return in;
    }
}
