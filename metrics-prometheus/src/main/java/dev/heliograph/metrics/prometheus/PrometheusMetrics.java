// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.metrics.prometheus;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.metrics.Metrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/** The metrics of one fleet and the page that shows them, at {@code /metrics} of {@link #address()}. */
@Stable
public final class PrometheusMetrics implements Metrics {
    private final Series series;
    private final MetricsPage page;
    private final String host;

    private PrometheusMetrics(Series series, MetricsPage page, String host) {
        this.series = series;
        this.page = page;
        this.host = host;
    }

    /** Binds the socket. A registry of its own, so that two fleets of one process do not count together. */
    static PrometheusMetrics listen(String host, int port, PluginContext context) {
        PrometheusRegistry registry = new PrometheusRegistry();
        Series series = new Series(registry);
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new ConfigurationException("prometheus: setting 'host' '" + host
                    + "': no such host; expected an address of this machine, such as 127.0.0.1");
        }
        try {
            return new PrometheusMetrics(series, MetricsPage.listen(registry, context, address), host);
        } catch (IOException refused) {
            throw new ConfigurationException("prometheus: setting 'port' " + port + ": cannot listen on " + host + ":"
                    + port + " (" + refused.getMessage()
                    + "); end the program that uses it, or choose another port, or port=0 for any free one");
        }
    }

    /** The port that the page listens on, never 0. */
    public int port() {
        return page.port();
    }

    /** Where the page is. */
    public URI address() {
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create("http://" + shown + ":" + port() + "/metrics");
    }

    @Override
    public void sent(SessionName session, TrafficClass trafficClass, Duration took) {
        series.sent.labelValues(session.value()).inc();
        series.duration.labelValues(Series.word(trafficClass)).observe(Series.seconds(took));
    }

    @Override
    public void failed(SessionName session, SendStatus status) {
        series.failed.labelValues(session.value(), status.name()).inc();
    }

    @Override
    public void flooded(SessionName session, FloodScope scope, Duration wait) {
        String word = Series.word(scope);
        series.floods.labelValues(session.value(), word).inc();
        series.floodSeconds.labelValues(session.value(), word).inc(Series.seconds(wait));
    }

    @Override
    public void gatesClosed(SessionName session, int gates) {
        series.gates.labelValues(session.value()).set(gates);
    }

    @Override
    public void limited(SessionName session, double rate, double burst) {
        series.rateShare.labelValues(session.value()).set(rate);
        series.burstShare.labelValues(session.value()).set(burst);
    }

    @Override
    public void queued(SessionName session, TrafficClass trafficClass, int depth) {
        series.queue.labelValues(session.value(), Series.word(trafficClass)).set(depth);
    }

    @Override
    public void retried(SessionName session, Failure.Kind cause) {
        series.retries.labelValues(session.value(), Series.word(cause)).inc();
    }

    @Override
    public void connection(SessionName session, ConnectionState state) {
        series.begin(session);
        series.connection.labelValues(session.value()).set(state == ConnectionState.READY ? 1 : 0);
    }

    @Override
    public void reconnected(SessionName session) {
        series.reconnections.labelValues(session.value()).inc();
    }

    @Override
    public void handlerFailed(SessionName session) {
        series.handlerErrors.labelValues(session.value()).inc();
    }

    @Override
    public void unreplicated(long count) {
        series.unreplicated.inc(count);
    }

    @Override
    public void close() {
        page.close();
    }

    @Override
    public String toString() {
        return "PrometheusMetrics[" + address() + "]";
    }
}
