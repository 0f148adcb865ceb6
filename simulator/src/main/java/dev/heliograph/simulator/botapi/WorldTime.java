// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldAlarm;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;

/** The time of a world on a timeline, at another speed; spans are nanoseconds of the world. */
final class WorldTime {
    private final Timeline timeline;
    private final Strand strand;
    private final long origin;
    private final double scale;
    private final WorldAlarm alarm;

    WorldTime(World world, PluginContext context, double scale) {
        this.timeline = context.timeline();
        this.strand = timeline.strand("bot-api-" + context.instance());
        this.origin = timeline.nanos();
        this.scale = scale;
        this.alarm = new WorldAlarm(world, this::now, this::after);
    }

    /** Nanoseconds since the world began. May be asked from any thread. */
    long now() {
        long passed = timeline.nanos() - origin;
        return scale == 1 ? passed : (long) (passed * scale);
    }

    /** A span of real time, as the world sees it. */
    long ofReal(Duration real) {
        return (long) (real.toNanos() * scale);
    }

    void execute(Runnable task) {
        strand.execute(task);
    }

    Alarm after(long nanos, Runnable task) {
        return strand.after(Duration.ofNanos(scale == 1 ? nanos : (long) StrictMath.ceil(nanos / scale)), task);
    }

    /** Wakes up when the world next wants to do something by itself. */
    void arm() {
        alarm.arm();
    }

    void close() {
        alarm.close();
    }
}
