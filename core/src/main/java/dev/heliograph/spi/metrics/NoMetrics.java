// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.metrics;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TrafficClass;
import java.time.Duration;

/** Metrics that nobody reads. */
@Stable
public final class NoMetrics implements Metrics {
    /** Makes them. */
    public NoMetrics() {}

    @Override
    public void sent(SessionName session, TrafficClass trafficClass, Duration took) {}

    @Override
    public void failed(SessionName session, SendStatus status) {}

    @Override
    public void flooded(SessionName session, FloodScope scope, Duration wait) {}

    @Override
    public void gatesClosed(SessionName session, int gates) {}

    @Override
    public void queued(SessionName session, TrafficClass trafficClass, int depth) {}

    @Override
    public void retried(SessionName session, Failure.Kind cause) {}

    @Override
    public void connection(SessionName session, ConnectionState state) {}

    @Override
    public void reconnected(SessionName session) {}

    @Override
    public void handlerFailed(SessionName session) {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "NoMetrics";
    }
}
