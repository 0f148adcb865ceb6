// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what replicas confirmed in time and what not, and tells people when that changes. Any thread. */
final class Copies {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicLong unconfirmed = new AtomicLong();
    private volatile boolean late;

    void count(boolean isConfirmed) {
        (isConfirmed ? confirmed : unconfirmed).incrementAndGet();
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

    /** Calls that enough replicas had in time. */
    long confirmed() {
        return confirmed.get();
    }

    /** Calls that they did not have in time. */
    long unconfirmed() {
        return unconfirmed.get();
    }
}
