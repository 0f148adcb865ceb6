// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.time.SystemTimeline;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {
    private static final SessionName ANNA = SessionName.of("anna");
    private static final SessionName BERT = SessionName.of("bert");

    private final SystemTimeline timeline = SystemTimeline.start();
    private final PrometheusMetrics metrics = open("port=0");

    private PrometheusMetrics open(String... parameters) {
        var configured = Configured.of(new PrometheusMetricsProvider(), parameters);
        return configured.provider().open(configured.settings(), timeline.context("main"));
    }

    @AfterEach
    void close() {
        metrics.close();
        timeline.close();
    }

    private static List<String> scrape(PrometheusMetrics shown) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(shown.address())
                .timeout(Duration.ofSeconds(30))
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().lines().toList();
    }

    private List<String> page() throws IOException, InterruptedException {
        return scrape(metrics);
    }

    @Nested
    class Page {
        @Test
        void counts_what_was_sent_by_session() throws Exception {
            metrics.sent(ANNA, TrafficClass.REPLY, Duration.ofMillis(200));
            metrics.sent(ANNA, TrafficClass.BULK, Duration.ofSeconds(20));
            metrics.sent(BERT, TrafficClass.BULK, Duration.ofSeconds(20));
            assertThat(page())
                    .contains(
                            "telegram_messages_sent_total{session=\"anna\"} 2.0",
                            "telegram_messages_sent_total{session=\"bert\"} 1.0");
        }

        @Test
        void counts_failures_by_status() throws Exception {
            metrics.failed(ANNA, SendStatus.FORBIDDEN);
            metrics.failed(ANNA, SendStatus.FORBIDDEN);
            metrics.failed(ANNA, SendStatus.UNKNOWN);
            assertThat(page())
                    .contains(
                            "telegram_messages_failed_total{session=\"anna\",status=\"FORBIDDEN\"} 2.0",
                            "telegram_messages_failed_total{session=\"anna\",status=\"UNKNOWN\"} 1.0");
        }

        @Test
        void sorts_durations_into_buckets() throws Exception {
            metrics.sent(ANNA, TrafficClass.REPLY, Duration.ofMillis(200));
            metrics.sent(ANNA, TrafficClass.REPLY, Duration.ofSeconds(20));
            assertThat(page())
                    .contains(
                            "telegram_message_send_duration_seconds_bucket{class=\"reply\",le=\"0.1\"} 0",
                            "telegram_message_send_duration_seconds_bucket{class=\"reply\",le=\"0.25\"} 1",
                            "telegram_message_send_duration_seconds_bucket{class=\"reply\",le=\"30.0\"} 2",
                            "telegram_message_send_duration_seconds_count{class=\"reply\"} 2",
                            "telegram_message_send_duration_seconds_sum{class=\"reply\"} 20.2");
        }

        @Test
        void counts_flood_waits_and_their_seconds_by_scope() throws Exception {
            metrics.flooded(ANNA, FloodScope.CHAT, Duration.ofSeconds(3));
            metrics.flooded(ANNA, FloodScope.CHAT, Duration.ofMillis(4500));
            metrics.flooded(ANNA, FloodScope.ACCOUNT, Duration.ofMinutes(1));
            assertThat(page())
                    .contains(
                            "telegram_flood_waits_total{scope=\"chat\",session=\"anna\"} 2.0",
                            "telegram_flood_wait_seconds_total{scope=\"chat\",session=\"anna\"} 7.5",
                            "telegram_flood_wait_seconds_total{scope=\"account\",session=\"anna\"} 60.0");
        }

        @Test
        void shows_the_latest_of_what_rises_and_falls() throws Exception {
            metrics.gatesClosed(ANNA, 5);
            metrics.gatesClosed(ANNA, 2);
            metrics.limited(ANNA, 0.5, 0.25);
            metrics.queued(ANNA, TrafficClass.BULK, 1000);
            metrics.queued(ANNA, TrafficClass.BULK, 999);
            metrics.queued(ANNA, TrafficClass.REPLY, 0);
            assertThat(page())
                    .contains(
                            "telegram_gates_closed{session=\"anna\"} 2.0",
                            "telegram_rate_share{session=\"anna\"} 0.5",
                            "telegram_burst_share{session=\"anna\"} 0.25",
                            "telegram_queue_depth{class=\"bulk\",session=\"anna\"} 999.0",
                            "telegram_queue_depth{class=\"reply\",session=\"anna\"} 0.0");
        }

        @Test
        void counts_retries_reconnections_and_handlers_that_threw() throws Exception {
            metrics.retried(ANNA, Failure.Kind.UNAVAILABLE);
            metrics.reconnected(ANNA);
            metrics.handlerFailed(ANNA);
            metrics.handlerFailed(ANNA);
            metrics.unreplicated(3);
            assertThat(page())
                    .contains(
                            "telegram_retries_total{cause=\"unavailable\",session=\"anna\"} 1.0",
                            "telegram_reconnections_total{session=\"anna\"} 1.0",
                            "telegram_handler_errors_total{session=\"anna\"} 2.0",
                            "telegram_outbox_unreplicated_total 3.0");
        }

        @Test
        void shows_connections_as_one_or_zero() throws Exception {
            metrics.connection(ANNA, ConnectionState.CONNECTING);
            metrics.connection(ANNA, ConnectionState.READY);
            metrics.connection(BERT, ConnectionState.CONNECTING);
            assertThat(page())
                    .contains(
                            "telegram_connection_status{session=\"anna\"} 1.0",
                            "telegram_connection_status{session=\"bert\"} 0.0");
        }

        @Test
        void shows_a_new_session_with_zeros_before_it_sends() throws Exception {
            metrics.connection(ANNA, ConnectionState.CONNECTING);
            assertThat(page())
                    .contains(
                            "telegram_messages_sent_total{session=\"anna\"} 0.0",
                            "telegram_reconnections_total{session=\"anna\"} 0.0");
        }

        @Test
        void explains_each_metric() throws Exception {
            metrics.sent(ANNA, TrafficClass.REPLY, Duration.ofMillis(200));
            assertThat(page())
                    .contains(
                            "# TYPE telegram_messages_sent_total counter",
                            "# HELP telegram_messages_sent_total Messages that Telegram has.",
                            "# TYPE telegram_message_send_duration_seconds histogram");
        }
    }

    @Nested
    class Instances {
        @Test
        void two_fleets_do_not_count_together() throws Exception {
            PrometheusMetrics other = open("port=0");
            try {
                metrics.sent(ANNA, TrafficClass.REPLY, Duration.ofMillis(200));
                assertThat(scrape(other)).noneMatch(line -> line.contains("anna"));
            } finally {
                other.close();
            }
        }

        @Test
        void the_port_is_a_real_one() {
            assertThat(metrics.port()).isPositive();
            assertThat(metrics.address()).hasHost("127.0.0.1").hasPort(metrics.port());
        }
    }

    @Nested
    class Refusal {
        @Test
        void a_port_in_use_names_the_setting_and_what_to_do() {
            int taken = metrics.port();
            assertThatThrownBy(() -> open("port=" + taken))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll("setting 'port'", "127.0.0.1:" + taken, "choose another port");
        }

        @Test
        void an_unknown_host_names_the_setting() {
            assertThatThrownBy(() -> open("port=0", "host=no.such.host.invalid"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("setting 'host' 'no.such.host.invalid'");
        }

        @Test
        void a_port_beyond_the_range_is_not_a_port() {
            assertThatThrownBy(() -> open("port=65536"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 65535");
        }

        @Test
        void a_freed_port_can_be_taken_again() throws Exception {
            int port = metrics.port();
            metrics.close();
            PrometheusMetrics again = open("port=" + port);
            try {
                assertThat(scrape(again)).isNotNull();
            } finally {
                again.close();
            }
        }
    }
}
