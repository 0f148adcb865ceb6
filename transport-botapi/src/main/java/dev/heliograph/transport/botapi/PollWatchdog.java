// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.spi.time.Alarm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices when polling has fallen silent: a poll whose answer got lost, or a step that never came. Confined to the strand
 * of its session.
 */
final class PollWatchdog {
    private final Reception reception;
    private final Duration allowance;
    private final Runnable restart;
    private @Nullable Alarm alarm;
    private long deadline;

    /**
     * A watchdog that sleeps.
     *
     * @param allowance how much longer than announced a silence may last
     * @param restart run on the strand when it lasted longer
     */
    PollWatchdog(Reception reception, Duration allowance, Runnable restart) {
        this.reception = reception;
        this.allowance = allowance;
        this.restart = restart;
    }

    /** Something happened, and the next thing is due within that span. */
    void expect(Duration within) {
        deadline = reception.timeline().nanos() + within.plus(allowance).toNanos();
        if (alarm == null) {
            arm();
        }
    }

    /** Nothing is due any more. */
    void sleep() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private void arm() {
        Duration left = Duration.ofNanos(deadline - reception.timeline().nanos());
        alarm = reception.strand().after(left, this::look);
    }

    private void look() {
        alarm = null;
        if (reception.timeline().nanos() < deadline) {
            arm();
        } else {
            // first: should the restart fail there must be another one
            deadline = reception.timeline().nanos() + allowance.toNanos();
            arm();
            restart.run();
        }
    }
}
