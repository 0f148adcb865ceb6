// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.crypto.Digests;
import dev.heliograph.simulator.mtproto.tl.TlWriter;

/** The salts of a key: one from its making, and one for every half hour, which is good for an hour. */
final class Salts {
    private static final long STEP = 1800;
    private static final int MOST = 64;

    private final byte[] seed;
    private final long first;
    private long slot = -1;
    private long[] known = new long[0];

    Salts(byte[] key, long first) {
        this.seed = Digests.sha256(key);
        this.first = first;
    }

    /** The newest salt at that second. */
    long current(long second) {
        return at(second / STEP);
    }

    /** Whether it is one of this key's of the last day, or the one that it was made with. */
    boolean accepts(long salt, long second) {
        long now = second / STEP;
        if (slot != now) {
            slot = now;
            known = new long[MOST];
            for (int i = 0; i < MOST; i++) {
                // clients may use salts that were announced a little before their time
                known[i] = at(now + 2 - i);
            }
        }
        boolean good = salt == first;
        for (long one : known) {
            good |= salt == one;
        }
        return good;
    }

    /** Writes the next salts, the newest first valid one at the head. */
    void writeFuture(TlWriter out, int wanted, long second) {
        int count = Math.max(1, Math.min(MOST, wanted));
        out.int32(count);
        long now = second / STEP;
        for (int i = 0; i < count; i++) {
            long since = (now + i) * STEP;
            out.int32((int) since).int32((int) (since + 2 * STEP)).int64(at(now + i));
        }
    }

    private long at(long number) {
        return Digests.int64(Digests.sha256(seed, TlWriter.empty().int64(number).toArray()), 0);
    }
}
