// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.metrics.prometheus;

import dev.heliograph.model.SessionName;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;

/**
 * What is counted, under which names. Labels are sessions, and words of enums: their number is bounded, whereas that of
 * chats is not. The client adds {@code _total} to the names of counters.
 */
final class Series {
    /** In seconds, up to an hour: a message may wait long in a queue before it is sent. */
    private static final double[] BOUNDS = {0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600};

    private static final String SESSION = "session";

    final Counter sent;
    final Counter failed;
    final Histogram duration;
    final Counter floods;
    final Counter floodSeconds;
    final Gauge gates;
    final Gauge rateShare;
    final Gauge burstShare;
    final Gauge queue;
    final Counter retries;
    final Gauge connection;
    final Counter reconnections;
    final Counter handlerErrors;
    final Counter unreplicated;

    Series(PrometheusRegistry registry) {
        sent = counter(registry, "telegram_messages_sent", "Messages that Telegram has.", SESSION);
        failed = counter(
                registry, "telegram_messages_failed", "Messages that ended in another status.", SESSION, "status");
        duration = Histogram.builder()
                .name("telegram_message_send_duration_seconds")
                .help("From the hand-over of a message until Telegram had it, its time in queues included.")
                .labelNames("class")
                .classicOnly()
                .classicUpperBounds(BOUNDS)
                .register(registry);
        floods = counter(registry, "telegram_flood_waits", "Pauses that Telegram asked for.", SESSION, "scope");
        floodSeconds = counter(
                registry,
                "telegram_flood_wait_seconds",
                "Seconds of the pauses that Telegram asked for.",
                SESSION,
                "scope");
        gates = gauge(registry, "telegram_gates_closed", "Gates that are closed by floods now.", SESSION);
        rateShare =
                gauge(registry, "telegram_rate_share", "Share of the configured rate that floods have left.", SESSION);
        burstShare = gauge(
                registry, "telegram_burst_share", "Share of the configured burst that floods have left.", SESSION);
        queue = gauge(registry, "telegram_queue_depth", "Messages and calls that wait now.", SESSION, "class");
        retries = counter(registry, "telegram_retries", "Calls tried again after a passing failure.", SESSION, "cause");
        connection =
                gauge(registry, "telegram_connection_status", "1 where the session carries calls, else 0.", SESSION);
        reconnections = counter(registry, "telegram_reconnections", "Lost connections that came back.", SESSION);
        handlerErrors = counter(registry, "telegram_handler_errors", "Handlers of the user that threw.", SESSION);
        unreplicated = counter(
                registry,
                "telegram_outbox_unreplicated",
                "Messages and intents that were stored although no replica confirmed them in time.");
    }

    /** Shows a new session's counters as 0 at once: a rate needs a first value to grow from. */
    void begin(SessionName session) {
        sent.initLabelValues(session.value());
        reconnections.initLabelValues(session.value());
        handlerErrors.initLabelValues(session.value());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Never negative: the client throws on counters that fall. */
    static double seconds(Duration span) {
        return span.isNegative() ? 0 : span.getSeconds() + span.getNano() / 1e9;
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private static Gauge gauge(PrometheusRegistry registry, String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }
}
