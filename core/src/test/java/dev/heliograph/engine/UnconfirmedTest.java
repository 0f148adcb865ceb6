// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.spi.state.ForwardingOutbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnconfirmedTest {
    private final List<Long> told = new ArrayList<>();
    private long counted;
    private final Unconfirmed unconfirmed = new Unconfirmed(
            new ForwardingOutbox(null) {
                @Override
                public long unconfirmed() {
                    return counted;
                }
            },
            new Counting());

    @Test
    void metrics_are_told_what_is_new_and_only_once() {
        for (long count : new long[] {0, 3, 3, 5}) {
            counted = count;
            unconfirmed.look();
        }

        assertThat(told).containsExactly(3L, 2L);
    }

    private final class Counting implements Metrics {
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
        public void unreplicated(long count) {
            told.add(count);
        }

        @Override
        public void close() {}
    }
}
