// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parts of a file that came so far, in whatever order. */
final class Upload {
    private static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_PARTS = 8000;

    private final TreeMap<Integer, Bytes> parts = new TreeMap<>();
    private @Nullable Bytes whole;
    private long size;

    /** Takes a part, in place of the one that has come by that number. */
    void add(int number, byte[] part) {
        if (part.length == 0) {
            throw Refusal.of(400, "FILE_PART_EMPTY");
        }
        if (part.length > MOST_BYTES) {
            throw Refusal.of(400, "FILE_PART_TOO_BIG");
        }
        if (number < 0 || number >= MOST_PARTS) {
            throw Refusal.of(400, "FILE_PART_INVALID");
        }
        Bytes before = parts.put(number, Bytes.copyOf(part));
        size += part.length - (before == null ? 0 : before.size());
        whole = null;
    }

    long size() {
        return size;
    }

    /** The file of so many parts. */
    Bytes whole(int count) {
        if (count < 1 || count > MOST_PARTS) {
            throw Refusal.of(400, "FILE_PARTS_INVALID");
        }
        for (int number = 0; number < count; number++) {
            if (!parts.containsKey(number)) {
                throw Refusal.of(400, "FILE_PART_" + number + "_MISSING");
            }
        }
        checkSizes(count);
        if (whole == null || parts.size() != count) {
            ByteArrayOutputStream all = new ByteArrayOutputStream((int) size);
            parts.headMap(count).values().forEach(part -> all.writeBytes(part.toArray()));
            whole = Bytes.copyOf(all.toByteArray());
        }
        return whole;
    }

    /** All parts but the last are of one size, which fills half a megabyte evenly. */
    private void checkSizes(int count) {
        int each = part(0).size();
        if (count > 1 && (each % 1024 != 0 || MOST_BYTES % each != 0)) {
            throw Refusal.of(400, "FILE_PART_SIZE_INVALID");
        }
        for (int number = 1; number < count; number++) {
            int length = part(number).size();
            if (length > each || (length < each && number < count - 1)) {
                throw Refusal.of(400, "FILE_PART_SIZE_CHANGED");
            }
        }
    }

    private Bytes part(int number) {
        Bytes part = parts.get(number);
        if (part == null) {
            throw new IllegalStateException("part " + number + " is gone");
        }
        return part;
    }
}
