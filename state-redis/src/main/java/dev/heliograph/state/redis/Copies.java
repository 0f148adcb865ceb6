// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was accepted although replicas did not confirm it in time, and tells people when that begins. Any thread. */
final class Copies {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
    private final AtomicLong unconfirmed = new AtomicLong();
    private volatile boolean late;

    /** A call was confirmed, or not; then so many rows or intents were accepted all the same. */
    void count(boolean isConfirmed, long accepted) {
        if (!isConfirmed) {
            unconfirmed.addAndGet(accepted);
        }
        if (isConfirmed == late) {
            late = !isConfirmed;
            if (late) {
                LOG.atWarn()
                        .log("redis replicas do not confirm in time: what is written now may be lost with the master");
            } else {
                LOG.atInfo().log("redis replicas confirm in time again");
            }
        }
    }

    /** Rows and intents that were accepted without. */
    long unconfirmed() {
        return unconfirmed.get();
    }
}
