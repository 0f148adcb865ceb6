// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.metrics;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.metrics.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One thing that metrics can be told. */
record Moment(String name, Runnable telling) {
    /** Tells all moments, with every word of every enum; what was thrown, one line each. */
    static List<String> failures(Metrics metrics, SessionName session, Duration span) {
        List<String> failures = new ArrayList<>();
        for (Moment moment : all(metrics, session, span)) {
            try {
                moment.telling().run();
            } catch (RuntimeException thrown) {
                failures.add(moment.name() + " threw " + thrown);
            }
        }
        return failures;
    }

    private static List<Moment> all(Metrics metrics, SessionName session, Duration span) {
        List<Moment> moments = new ArrayList<>();
        for (ConnectionState state : ConnectionState.values()) {
            moments.add(new Moment("connection " + state, () -> metrics.connection(session, state)));
        }
        for (TrafficClass trafficClass : TrafficClass.values()) {
            moments.add(new Moment("queued " + trafficClass, () -> metrics.queued(session, trafficClass, 7)));
            moments.add(new Moment("sent " + trafficClass, () -> metrics.sent(session, trafficClass, span)));
        }
        for (SendStatus status : SendStatus.values()) {
            moments.add(new Moment("failed " + status, () -> metrics.failed(session, status)));
        }
        for (FloodScope scope : FloodScope.values()) {
            moments.add(new Moment("flooded " + scope, () -> metrics.flooded(session, scope, span)));
        }
        for (Failure.Kind cause : Failure.Kind.values()) {
            moments.add(new Moment("retried " + cause, () -> metrics.retried(session, cause)));
        }
        moments.add(new Moment("gatesClosed", () -> metrics.gatesClosed(session, 0)));
        moments.add(new Moment("limited", () -> metrics.limited(session, 0.5, 0.25)));
        moments.add(new Moment("reconnected", () -> metrics.reconnected(session)));
        moments.add(new Moment("handlerFailed", () -> metrics.handlerFailed(session)));
        moments.add(new Moment("unreplicated", () -> metrics.unreplicated(7)));
        return moments;
    }
}
