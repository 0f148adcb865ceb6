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
import org.jspecify.annotations.Nullable;

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
    /** Told when something was counted that is kept over restarts. */
    private Runnable counted = () -> {};

    Tally(SessionName session, Metrics metrics, Timeline timeline) {
        this.session = session;
        this.metrics = metrics;
        this.timeline = timeline;
    }

    /** Has the action run on the strand whenever something was counted that is kept over restarts. */
    void whenCounted(Runnable action) {
        counted = action;
    }

    @SuppressWarnings("EnumOrdinal") // an array index
    void ended(SendResult result, TrafficClass trafficClass, Duration took) {
        byStatus.incrementAndGet(result.status().ordinal());
        counted.run();
        if (result.isSuccess()) {
            metrics.sent(session, trafficClass, took);
        } else {
            metrics.failed(session, result.status());
        }
    }

    void answered(@Nullable Failure failure, long now) {
        boolean passing = failure != null && (failure.kind() == Failure.Kind.UNAVAILABLE || failure.mayHaveHappened());
        failureShare = failureShare * MEMORY + (passing ? 1 - MEMORY : 0);
        if (!passing) {
            answeredAt.set(now);
        }
    }

    void flooded(Event.FloodWaited flood) {
        floods.incrementAndGet();
        floodNanos.addAndGet(flood.pause().toNanos());
        counted.run();
        metrics.flooded(session, flood.scope(), flood.pause());
    }

    void gates(int closed) {
        metrics.gatesClosed(session, closed);
    }

    void limited(double rate, double burst) {
        metrics.limited(session, rate, burst);
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
            counted.run();
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

    /** What was counted since the session was opened here. */
    @SuppressWarnings("EnumOrdinal") // an array index
    Totals own() {
        Map<SendStatus, Long> counts = new EnumMap<>(SendStatus.class);
        for (SendStatus status : SendStatus.values()) {
            counts.put(status, byStatus.get(status.ordinal()));
        }
        return new Totals(
                counts, floods.get(), Duration.ofNanos(floodNanos.get()).toMillis(), reconnections.get());
    }

    /** When the server last answered here, or null. */
    @Nullable
    Instant lastActivity() {
        long answered = answeredAt.get();
        return answered == NEVER ? null : timeline.instant().minusNanos(timeline.nanos() - answered);
    }

    /** With what earlier runs and other processes counted. */
    SessionStatistics snapshot(SessionState state, TotalsNote elsewhere) {
        Totals all = elsewhere.totals().plus(own());
        long sent = all.byStatus().getOrDefault(SendStatus.SUCCESS, 0L);
        long ended = all.byStatus().values().stream().mapToLong(count -> count).sum();
        long up = connectedAt.get();
        Instant here = lastActivity();
        return new SessionStatistics(
                session,
                state,
                sent,
                ended - sent,
                all.floodWaits(),
                Duration.ofMillis(all.floodMillis()),
                all.reconnections(),
                up == NEVER ? Duration.ZERO : Duration.ofNanos(timeline.nanos() - up),
                here == null ? elsewhere.lastActivity() : here,
                depth.get(),
                all.byStatus(),
                asOf(elsewhere));
    }

    /** What another process counts is known as of its last note only. */
    private Instant asOf(TotalsNote elsewhere) {
        Instant here = lastActivity();
        Instant noted = elsewhere.asOf();
        if (connectedAt.get() != NEVER || (here == null && noted.equals(Instant.EPOCH))) {
            return timeline.instant();
        }
        return here == null || here.isBefore(noted) ? noted : here;
    }
}
