// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** A timeline whose spans are measured by a clock that a test moves on; everything else is that of another one. */
final class SteppedTimeline implements Timeline {
    private final Timeline target;
    private final AtomicLong nanos = new AtomicLong(1);

    SteppedTimeline(Timeline target) {
        this.target = target;
    }

    void step(Duration span) {
        nanos.addAndGet(span.toNanos());
    }

    /** A context that lends this timeline. */
    PluginContext lent(PluginContext context) {
        return new PluginContext() {
            @Override
            public String instance() {
                return context.instance();
            }

            @Override
            public Timeline timeline() {
                return SteppedTimeline.this;
            }

            @Override
            public Executor blocking() {
                return context.blocking();
            }

            @Override
            public Loop loop(String name, Runnable body) {
                return context.loop(name, body);
            }

            @Override
            public AtExit atExit(String name, Runnable body) {
                return context.atExit(name, body);
            }
        };
    }

    @Override
    public Instant instant() {
        return target.instant();
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Strand strand(String name) {
        return target.strand(name);
    }

    @Override
    public Strand blockingStrand(String name) {
        return target.blockingStrand(name);
    }

    @Override
    public Executor blocking() {
        return target.blocking();
    }

    @Override
    public RandomGenerator chance(String name) {
        return target.chance(name);
    }
}
