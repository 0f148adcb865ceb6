// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.SessionStatistics;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts what a session does, for its statistics, its health and the metrics. Written on the strand, read anywhere. */
final class Tally {
    private static final long NEVER = Long.MIN_VALUE;
    /** How much of the past the share of failed calls remembers: about the latest 32 calls. */
    private static final double MEMORY = 31.0 / 32;

    private final SessionName session;
    private final Metrics metrics;
    private final Timeline timeline;
    private final AtomicLongArray byStatus = new AtomicLongArray(SendStatus.values().length);
    private final AtomicLong floods = new AtomicLong();
    private final AtomicLong floodNanos = new AtomicLong();
    private final AtomicLong reconnections = new AtomicLong();
    private final AtomicLong connectedAt = new AtomicLong(NEVER);
    private final AtomicLong answeredAt = new AtomicLong(NEVER);
    private final AtomicInteger depth = new AtomicInteger();
    private volatile double failureShare;

    Tally(SessionName session, Metrics metrics, Timeline timeline) {
        this.session = session;
        this.metrics = metrics;
        this.timeline = timeline;
    }

    @SuppressWarnings("EnumOrdinal") // an array index
    void ended(SendResult result, TrafficClass trafficClass, Duration took) {
        byStatus.incrementAndGet(result.status().ordinal());
        if (result.isSuccess()) {
            metrics.sent(session, trafficClass, took);
        } else {
            metrics.failed(session, result.status());
        }
    }

    void answered(@org.jspecify.annotations.Nullable Failure failure, long now) {
        boolean passing = failure != null && (failure.kind() == Failure.Kind.UNAVAILABLE || failure.mayHaveHappened());
        failureShare = failureShare * MEMORY + (passing ? 1 - MEMORY : 0);
        if (!passing) {
            answeredAt.set(now);
        }
    }

    void flooded(Event.FloodWaited flood) {
        floods.incrementAndGet();
        floodNanos.addAndGet(flood.pause().toNanos());
        metrics.flooded(session, flood.scope(), flood.pause());
    }

    void gates(int closed) {
        metrics.gatesClosed(session, closed);
    }

    void queued(TrafficClass trafficClass, int waiting, int total) {
        depth.set(total);
        metrics.queued(session, trafficClass, waiting);
    }

    void depth(int total) {
        depth.set(total);
    }

    void retried(Failure failure) {
        metrics.retried(session, failure.kind());
    }

    void connected(boolean again) {
        connectedAt.set(timeline.nanos());
        metrics.connection(session, ConnectionState.READY);
        if (again) {
            reconnections.incrementAndGet();
            metrics.reconnected(session);
        }
    }

    void disconnected() {
        connectedAt.set(NEVER);
        metrics.connection(session, ConnectionState.DISCONNECTED);
    }

    void handlerFailed() {
        metrics.handlerFailed(session);
    }

    double failureShare() {
        return failureShare;
    }

    /** Time since the last answer, or since the connection stands where there was none. */
    Duration sinceAnswer() {
        long since = Math.max(answeredAt.get(), connectedAt.get());
        return since == NEVER ? Duration.ZERO : Duration.ofNanos(timeline.nanos() - since);
    }

    int depth() {
        return depth.get();
    }

    @SuppressWarnings("EnumOrdinal") // an array index
    SessionStatistics snapshot(SessionState state) {
        Map<SendStatus, Long> counts = new EnumMap<>(SendStatus.class);
        long failed = 0;
        for (SendStatus status : SendStatus.values()) {
            long count = byStatus.get(status.ordinal());
            counts.put(status, count);
            failed += status == SendStatus.SUCCESS ? 0 : count;
        }
        long now = timeline.nanos();
        long up = connectedAt.get();
        long answered = answeredAt.get();
        Instant last = answered == NEVER ? null : timeline.instant().minusNanos(now - answered);
        return new SessionStatistics(
                session,
                state,
                counts.getOrDefault(SendStatus.SUCCESS, 0L),
                failed,
                floods.get(),
                Duration.ofNanos(floodNanos.get()),
                reconnections.get(),
                up == NEVER ? Duration.ZERO : Duration.ofNanos(now - up),
                last,
                depth.get(),
                counts);
    }
}
