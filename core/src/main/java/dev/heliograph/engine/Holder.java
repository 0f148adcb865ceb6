// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Stable;

/**
 * Who holds a lease: one process, under a name that people know.
 *
 * @param node its name in the fleet
 * @param place where its number means something, such as a machine and its space of processes; empty where that is unknown
 * @param process its number there
 * @param run tells two runs under one name and number apart
 */
@Stable
public record Holder(String node, String place, long process, long run) {
    private static final int FORMAT = 1;
    /** Nobody: the lease was given up. */
    static final Holder NOBODY = new Holder("", "", 0, 0);

    Bytes write() {
        ByteWriter out = new ByteWriter(FORMAT);
        out.putText(node);
        out.putText(place);
        out.putLong(process);
        out.putLong(run);
        return out.bytes();
    }

    /**
     * The stored form read back.
     *
     * @throws IllegalArgumentException where it is none, or a later one than this version knows
     */
    static Holder read(Bytes bytes) {
        ByteReader in = new ByteReader(bytes);
        if (in.format() != FORMAT) {
            throw new IllegalArgumentException("a lease of format " + in.format() + ": expected " + FORMAT);
        }
        return new Holder(in.getText(), in.getText(), in.getLong(), in.getLong());
    }

    /** For people. */
    @Override
    public String toString() {
        return process == 0 ? "'" + node + "'" : "'" + node + "' (process " + process + ")";
    }
}
