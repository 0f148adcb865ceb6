// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.Failure;
import dev.heliograph.simulator.world.Dice;
import dev.heliograph.simulator.world.TelegramError;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldAlarm;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.ErrorTable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What the links of one transport share: the world, its time and the way to it. Confined to its strand. */
final class Door {
    /** How long the way is, there and back. */
    record Way(long latencyNanos, long jitterNanos) {}

    private final World world;
    private final PluginContext context;
    private final long origin;
    private final Way way;
    private final ErrorTable errors;
    private final Strand strand;
    private final LongAdder droppedEvents = new LongAdder();
    private final WorldAlarm alarm;

    Door(World world, PluginContext context, long origin, Way way, ErrorTable errors) {
        this.world = world;
        this.context = context;
        this.origin = origin;
        this.way = way;
        this.errors = errors;
        this.strand = context.timeline().strand("simulator-" + context.instance());
        this.alarm = new WorldAlarm(world, this::now, this::after);
    }

    /** A door of its own into the same world, at the same time. */
    Door beside(PluginContext other) {
        return new Door(world, other, origin, way, errors);
    }

    World world() {
        return world;
    }

    Strand strand() {
        return strand;
    }

    PluginContext context() {
        return context;
    }

    /** Nanoseconds since the world began. */
    long now() {
        return context.timeline().nanos() - origin;
    }

    Alarm after(long nanos, Runnable task) {
        return strand.after(Duration.ofNanos(nanos), task);
    }

    /** Half the way to the server and back, as these dice have it today. */
    long oneWay(Dice dice) {
        return (way.latencyNanos() + dice.between(0, way.jitterNanos())) / 2;
    }

    Optional<Failure> meaning(TelegramError error) {
        return errors.classify(error.code(), error.text(), null);
    }

    /** Wakes up when the world next wants to do something by itself. */
    void arm() {
        alarm.arm();
    }

    boolean isClosed() {
        return alarm.isClosed();
    }

    /** An event was given up because nobody took it. */
    void eventDropped() {
        droppedEvents.increment();
    }

    long droppedEvents() {
        return droppedEvents.sum();
    }

    void close() {
        alarm.close();
    }
}
