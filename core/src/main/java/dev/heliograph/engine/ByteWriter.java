// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes stored forms: the first byte is the format, numbers are big-endian, texts are UTF-8 behind their length. */
final class ByteWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    ByteWriter(int format) {
        out.write(format);
    }

    void putByte(int value) {
        out.write(value);
    }

    void putFlag(boolean value) {
        out.write(value ? 1 : 0);
    }

    void putInt(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    void putDouble(double value) {
        putLong(Double.doubleToLongBits(value));
    }

    void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putInt(utf8.length);
        out.writeBytes(utf8);
    }

    void putBytes(Bytes bytes) {
        putInt(bytes.size());
        out.writeBytes(bytes.toArray());
    }

    Bytes bytes() {
        return Bytes.copyOf(out.toByteArray());
    }
}
