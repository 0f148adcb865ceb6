// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldAlarm;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;

/** The time of the world, and the strand on which all calls are answered. */
final class WorldClock {
    private final Timeline timeline;
    private final World world;
    private final Strand strand;
    private final long origin;
    private final WorldAlarm alarm;

    WorldClock(World world, PluginContext context) {
        this.timeline = context.timeline();
        this.world = world;
        this.strand = timeline.strand("telegram-" + context.instance());
        // counted from the world's beginning, so that all doors into one world agree
        this.origin = timeline.nanos()
                - Duration.between(world.epoch(), timeline.instant()).toNanos();
        this.alarm = new WorldAlarm(world, this::now, (nanos, task) -> strand.after(Duration.ofNanos(nanos), task));
    }

    /** Nanoseconds since the world began. May be asked from any thread. */
    long now() {
        return timeline.nanos() - origin;
    }

    /** The date of the world in Unix seconds. May be asked from any thread. */
    int second() {
        return (int) world.epoch().plusNanos(now()).getEpochSecond();
    }

    /** May be called from any thread. */
    void execute(Runnable task) {
        strand.execute(task);
    }

    void after(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            strand.after(delay, task);
        }
    }

    /** Wakes up when the world next wants to do something by itself. */
    void arm() {
        alarm.arm();
    }

    void close() {
        alarm.close();
    }
}
