// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.spi.time.Alarm;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Wakes a world up when it next wants to do something by itself. Confined to the strand of the door that has it. */
public final class WorldAlarm {
    /** Runs tasks on the strand of the door. */
    @FunctionalInterface
    public interface Timer {
        /** Runs the task after so many nanoseconds of the world. */
        Alarm after(long nanos, Runnable task);
    }

    private final World world;
    private final LongSupplier now;
    private final Timer timer;
    private @Nullable Alarm alarm;
    private long armedFor = Long.MAX_VALUE;
    private boolean closed;

    /**
     * One that is not set yet.
     *
     * @param now nanoseconds since the world began
     */
    public WorldAlarm(World world, LongSupplier now, Timer timer) {
        this.world = world;
        this.now = now;
        this.timer = timer;
    }

    /** Sets it anew where the world wants something earlier than it is set for. */
    public void arm() {
        long due = world.nextDue();
        if (closed || due >= armedFor) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        armedFor = due;
        alarm = timer.after(Math.max(0, due - now.getAsLong()), this::ring);
    }

    /** It rings no more. */
    public void close() {
        closed = true;
        if (alarm != null) {
            alarm.cancel();
        }
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    private void ring() {
        if (closed) {
            return;
        }
        armedFor = Long.MAX_VALUE;
        world.advance(now.getAsLong());
        arm();
    }
}
