// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.metrics.Metrics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics of a plugin; what they throw keeps no message from its end. Told once, since they are called for every message. */
final class GuardedMetrics implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedMetrics.class);
    private final Metrics metrics;
    private final AtomicBoolean told = new AtomicBoolean();

    GuardedMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void sent(SessionName session, TrafficClass trafficClass, Duration took) {
        guard(() -> metrics.sent(session, trafficClass, took));
    }

    @Override
    public void failed(SessionName session, SendStatus status) {
        guard(() -> metrics.failed(session, status));
    }

    @Override
    public void flooded(SessionName session, FloodScope scope, Duration wait) {
        guard(() -> metrics.flooded(session, scope, wait));
    }

    @Override
    public void gatesClosed(SessionName session, int gates) {
        guard(() -> metrics.gatesClosed(session, gates));
    }

    @Override
    public void limited(SessionName session, double rate, double burst) {
        guard(() -> metrics.limited(session, rate, burst));
    }

    @Override
    public void queued(SessionName session, TrafficClass trafficClass, int depth) {
        guard(() -> metrics.queued(session, trafficClass, depth));
    }

    @Override
    public void retried(SessionName session, Failure.Kind cause) {
        guard(() -> metrics.retried(session, cause));
    }

    @Override
    public void connection(SessionName session, ConnectionState state) {
        guard(() -> metrics.connection(session, state));
    }

    @Override
    public void reconnected(SessionName session) {
        guard(() -> metrics.reconnected(session));
    }

    @Override
    public void handlerFailed(SessionName session) {
        guard(() -> metrics.handlerFailed(session));
    }

    @Override
    public void unreplicated(long count) {
        guard(() -> metrics.unreplicated(count));
    }

    @Override
    public void close() {
        metrics.close();
    }

    private void guard(Runnable count) {
        Throwable thrown = Guarded.run(count);
        if (thrown != null && told.compareAndSet(false, true)) {
            Guarded.log(LOG, thrown).log("the metrics failed; this is told once, and nothing else depends on them");
        }
    }
}
