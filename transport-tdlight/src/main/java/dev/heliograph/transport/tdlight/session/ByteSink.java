// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes fields one after the other. */
final class ByteSink {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    ByteSink u8(int value) {
        out.write(value);
        return this;
    }

    ByteSink u16(int value) {
        return u8(value >> 8).u8(value);
    }

    ByteSink u32(int value) {
        return u16(value >> 16).u16(value);
    }

    ByteSink i64(long value) {
        return u32((int) (value >> 32)).u32((int) value);
    }

    ByteSink i32Le(int value) {
        return u32(Integer.reverseBytes(value));
    }

    ByteSink i64Le(long value) {
        return i64(Long.reverseBytes(value));
    }

    ByteSink flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    ByteSink raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    ByteSink tlBytes(byte[] bytes) {
        int head = 1;
        if (bytes.length < 254) {
            u8(bytes.length);
        } else {
            u8(254).u8(bytes.length).u8(bytes.length >> 8).u8(bytes.length >> 16);
            head = 4;
        }
        return raw(bytes).raw(new byte[-(head + bytes.length) & 3]);
    }

    ByteSink tlString(String text) {
        return tlBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
