// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.SessionName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Time in which a session is not connected, and why. Told at its first failed try and then seldom, since it may last for
 * days. Written on the session's strand, read anywhere.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long AGAIN = Duration.ofMinutes(10).toNanos();
    private static final long OTHERWISE = Duration.ofMinutes(1).toNanos();

    private final SessionName session;
    private final String server;
    private volatile @Nullable Failure cause;
    private long toldAt;
    private boolean told;

    /** The second is where the session connects to, or empty. */
    Outage(SessionName session, String server) {
        this.session = session;
        this.server = server;
    }

    /** Why the session is not connected, or null where nothing went wrong. */
    @Nullable
    Failure cause() {
        return cause;
    }

    /** The connection broke, or another process has the session: that is told elsewhere. */
    void because(Failure why) {
        cause = why;
    }

    /**
     * A try failed at that time.
     *
     * @return whether that was told: the first time, then every ten minutes, and for another cause after a minute
     */
    boolean failed(Failure why, long now) {
        Failure before = cause;
        cause = why;
        long pause = before == null || before.reason().equals(why.reason()) ? AGAIN : OTHERWISE;
        if (told && now - toldAt < pause) {
            return false;
        }
        told = true;
        toldAt = now;
        LoggingEventBuilder line = LOG.atWarn().addKeyValue("session", session);
        if (!server.isEmpty()) {
            line = line.addKeyValue("server", server);
        }
        line.addKeyValue("cause", why.reason()).log("the session could not be connected");
        return true;
    }

    /** It is connected, or nobody wants it to be. */
    void over() {
        cause = null;
        told = false;
    }
}
