// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.util.Arrays;

/** Bytes that arrived and were not yet understood. */
final class ByteQueue {
    private byte[] bytes = new byte[256];
    private int start;
    private int end;

    int size() {
        return end - start;
    }

    void add(byte[] chunk) {
        if (bytes.length - end < chunk.length) {
            int size = size();
            byte[] target = bytes.length - size < chunk.length || start < bytes.length / 2
                    ? new byte[Math.max(bytes.length * 2, size + chunk.length)]
                    : bytes;
            System.arraycopy(bytes, start, target, 0, size);
            bytes = target;
            start = 0;
            end = size;
        }
        System.arraycopy(chunk, 0, bytes, end, chunk.length);
        end += chunk.length;
    }

    int peek(int index) {
        return bytes[start + index] & 0xff;
    }

    int peekInt(int index) {
        return peek(index) | peek(index + 1) << 8 | peek(index + 2) << 16 | peek(index + 3) << 24;
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(bytes, start, start + count);
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
        }
        return taken;
    }
}
