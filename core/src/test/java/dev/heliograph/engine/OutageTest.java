// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.spi.transport.Feature;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final Failure REFUSED =
            new Failure.Unavailable(Failure.Origin.NETWORK, "the connection was refused");
    private static final Failure UNKNOWN =
            new Failure.Unavailable(Failure.Origin.NETWORK, "the server's name is not known");

    @Nested
    class Telling {
        private final Outage outage = new Outage(
                ClientConfig.named("alpha").botToken("123456:ABC").build().sessionName(), "https://there");

        private boolean told(Failure why, long second) {
            return outage.failed(why, TimeUnit.SECONDS.toNanos(second));
        }

        @Test
        void it_is_told_at_once_and_then_every_ten_minutes() {
            assertThat(told(REFUSED, 1)).isTrue();
            assertThat(told(REFUSED, 20)).isFalse();
            assertThat(told(REFUSED, 600)).isFalse();
            assertThat(told(REFUSED, 601)).isTrue();
            assertThat(told(REFUSED, 700)).isFalse();
        }

        @Test
        void another_cause_is_told_after_a_minute_at_the_earliest() {
            assertThat(told(REFUSED, 1)).isTrue();
            assertThat(told(UNKNOWN, 20)).isFalse();
            assertThat(told(REFUSED, 61)).isTrue();
        }

        @Test
        void the_next_one_is_told_at_once() {
            assertThat(told(REFUSED, 1)).isTrue();
            outage.over();
            assertThat(outage.cause()).isNull();
            assertThat(told(REFUSED, 2)).isTrue();
        }
    }

    @Nested
    class Of_a_session extends SessionFixture {
        private void fail(int tries) {
            for (int i = 0; i < tries; i++) {
                transport.connectFailures.add(REFUSED);
            }
        }

        @Test
        void health_says_why_it_is_not_connected_until_it_is() {
            config = config.connectionRetries(5, Duration.ofSeconds(2));
            fail(2);
            var connected = core().connect();
            advance(1);
            assertThat(core().health().reasons())
                    .containsExactly("the session is RESTING", "the connection was refused");
            time.await(connected);
            assertThat(core().health().reasons()).isEmpty();
        }

        @Test
        void health_says_why_nobody_tries_any_more() {
            config = config.connectionRetries(1, Duration.ofSeconds(1));
            fail(5);
            assertThat(time.await(core().connect()).failure()).isEqualTo(REFUSED);
            assertThat(core().health().reasons())
                    .containsExactly("the session is DISCONNECTED", "the connection was refused");
        }

        @Test
        void a_connection_that_broke_and_a_session_that_was_lost_are_told_too() {
            connect();
            transport.breakConnection();
            advance(0.01);
            assertThat(core().health().reasons()).hasSize(2);
            time.await(core().disconnect());
            assertThat(core().health().reasons()).containsExactly("the session is DISCONNECTED");
        }

        @Test
        void a_deadline_covers_the_connection() {
            offer(Feature.ENTITIES);
            config = config.connectionRetries(50, Duration.ofSeconds(2));
            fail(50);
            var connected = core().connect();
            var byId = send(OutgoingMessage.to(7).text("in time").deadline(Duration.ofSeconds(3)));
            var byName = send(OutgoingMessage.to("@anna").text("in time").deadline(Duration.ofSeconds(3)));
            double before = seconds();
            for (SendResult result : List.of(time.await(byId), time.await(byName))) {
                assertThat(result.status() + " " + result.reason()).isEqualTo("FAILED DEADLINE");
            }
            assertThat(seconds() - before).isBetween(2.9, 3.1);
            assertThat(connected).isNotDone();
        }
    }
}
