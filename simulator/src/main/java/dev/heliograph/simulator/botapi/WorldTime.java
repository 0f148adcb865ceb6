// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time of a world on a timeline, at another speed; spans are nanoseconds of the world. */
final class WorldTime {
    private final World world;
    private final Timeline timeline;
    private final Strand strand;
    private final long origin;
    private final double scale;
    private @Nullable Alarm alarm;
    private long armedFor = Long.MAX_VALUE;
    private boolean closed;

    WorldTime(World world, PluginContext context, double scale) {
        this.world = world;
        this.timeline = context.timeline();
        this.strand = timeline.strand("bot-api-" + context.instance());
        this.origin = timeline.nanos();
        this.scale = scale;
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
        long due = world.nextDue();
        if (closed || due >= armedFor) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        armedFor = due;
        alarm = after(Math.max(0, due - now()), this::ring);
    }

    void close() {
        closed = true;
        if (alarm != null) {
            alarm.cancel();
        }
    }

    private void ring() {
        if (closed) {
            return;
        }
        armedFor = Long.MAX_VALUE;
        world.advance(now());
        arm();
    }
}
