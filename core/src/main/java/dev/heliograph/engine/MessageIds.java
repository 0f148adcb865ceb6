// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.spi.time.Timeline;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** The ids that a session gives its messages. Keys may be asked for from any thread, random ids on the session's strand. */
final class MessageIds {
    private final String run;
    private final AtomicLong keys = new AtomicLong();
    private final RandomGenerator randomIds;

    MessageIds(String session, Timeline timeline) {
        this.run = session + "/"
                + Long.toHexString(timeline.chance("run/" + session).nextLong());
        this.randomIds = timeline.chance("random-id/" + session);
    }

    /** A key that no other message has, in any run of any process. */
    String newKey() {
        return run + "/" + keys.incrementAndGet();
    }

    /** What Telegram tells a repeated message by. */
    long newRandomId() {
        return randomIds.nextLong();
    }
}
