// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi;

import dev.heliograph.model.Stable;
import dev.heliograph.spi.time.Timeline;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Log of a fault that lasts, such as a full disk: one line where it begins, with its reason; one where the reason changes, at
 * most every ten seconds; one each minute while it lasts; and one where it is over. Whoever meets the fault says so as often as
 * it likes. All lines are warnings, so that who saw the beginning sees the end. May be used from any thread.
 */
@Stable
public final class FaultLog {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    /** Between two lines that are not of the same fault, so that one which comes and goes does not fill the log. */
    private static final long APART = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private final String subject;
    private final Timeline timeline;
    private final Set<String> failing = new HashSet<>();
    private volatile boolean lasting;
    private boolean told;
    private String reason = "";
    private long since;
    private long times;
    private long silentUntil;

    /**
     * Nothing fails yet.
     *
     * @param source whose lines they are: the logger has its name
     * @param subject what fails, as a sentence begins, such as "the state"
     * @param timeline for spans
     */
    public FaultLog(Class<?> source, String subject, Timeline timeline) {
        this(LoggerFactory.getLogger(source), subject, timeline);
    }

    FaultLog(Logger log, String subject, Timeline timeline) {
        this.log = log;
        this.subject = subject;
        this.timeline = timeline;
        this.silentUntil = timeline.nanos();
    }

    /**
     * Something failed.
     *
     * @param what which part, such as "append": the fault lasts until each of them has {@link #worked} again
     * @param why the reason and what to do, in one line without secrets
     */
    public synchronized void failed(String what, String why) {
        long now = timeline.nanos();
        if (failing.isEmpty()) {
            since = now;
            times = 0;
            told = false;
        }
        failing.add(what);
        lasting = true;
        times++;
        boolean isKnown = told && why.equals(reason);
        if (now < silentUntil || (isKnown && now < silentUntil + MINUTE - APART)) {
            return;
        }
        line(now, why)
                .log(isKnown ? subject + " still fails" : subject + " failed; what needs it waits and is tried again");
        told = true;
        reason = why;
        silentUntil = now + APART;
    }

    /** That part works; costs nothing where nothing fails. */
    public void worked(String what) {
        if (lasting) {
            ended(what);
        }
    }

    private synchronized void ended(String what) {
        if (!failing.remove(what) || !failing.isEmpty()) {
            return;
        }
        lasting = false;
        if (told) {
            line(timeline.nanos(), reason).log(subject + " works again");
        }
    }

    private LoggingEventBuilder line(long now, String why) {
        return log.atWarn()
                .addKeyValue("reason", why)
                .addKeyValue("seconds", TimeUnit.NANOSECONDS.toSeconds(now - since))
                .addKeyValue("times", times);
    }
}
