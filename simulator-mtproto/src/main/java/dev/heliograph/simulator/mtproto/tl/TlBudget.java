// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

/** What one message may cost to read: bytes that come out of packed objects, over all that it contains. */
public final class TlBudget {
    private int bytes;

    private TlBudget(int bytes) {
        this.bytes = bytes;
    }

    /** A budget of that many unpacked bytes. */
    public static TlBudget ofBytes(int bytes) {
        return new TlBudget(bytes);
    }

    int left() {
        return bytes;
    }

    void take(int count) {
        bytes -= count;
    }
}
