// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.time.SystemTimeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page does with those who ask for something else, or do not ask to the end. */
@Timeout(120)
class MetricsPageTest {
    private static final String HALF = "GET /metrics HTTP/1.1\r\nHost: x";

    private final SystemTimeline timeline = SystemTimeline.start();
    private final PrometheusMetrics metrics = open();
    private final List<Socket> sockets = new ArrayList<>();

    private PrometheusMetrics open() {
        var configured = Configured.of(new PrometheusMetricsProvider(), "port=0");
        return configured.provider().open(configured.settings(), timeline.context("main"));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        metrics.close();
        timeline.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), metrics.port());
        sockets.add(socket);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Everything up to the end of the connection. */
    private String ask(String request) throws IOException {
        Socket socket = connect();
        say(socket, request);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String status(String request) throws IOException {
        return ask(request).lines().findFirst().orElse("nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/ready", "/health", "/healthz", "/foo", "/metrics/", "/metrics/x", "/favicon.ico", "*"})
    void there_is_one_page(String path) throws IOException {
        assertThat(status("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo("HTTP/1.1 404 Not Found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /metrics HTTP/1.1 | 200 OK",
                "GET /metrics?name[]=up HTTP/1.0 | 200 OK",
                "HEAD /metrics HTTP/1.1 | 200 OK",
                "POST /metrics HTTP/1.1 | 405 Method Not Allowed",
                "GET /metrics | 400 Bad Request",
                "GET  /metrics HTTP/1.1 | 400 Bad Request",
                "nonsense | 400 Bad Request",
                "GET /metrics HTTP/2 | 400 Bad Request",
            })
    void requests_are_answered_by_their_first_line(String line, String status) throws IOException {
        assertThat(status(line + "\r\nHost: x\r\n\r\n")).isEqualTo("HTTP/1.1 " + status);
    }

    @Test
    void a_request_that_comes_in_pieces_is_answered() throws IOException {
        Socket socket = connect();
        say(socket, HALF);
        say(socket, "\r\n\r");
        say(socket, "\n");
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void headers_without_end_are_refused() throws IOException {
        assertThat(status("GET /metrics HTTP/1.1\r\nX: " + "x".repeat(MetricsPage.LONGEST_REQUEST)))
                .isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @Test
    void half_requests_keep_nobody_out_and_the_oldest_make_room() throws IOException {
        Socket first = connect();
        say(first, HALF);
        for (int i = 0; i < 3 * MetricsPage.MOST_CONNECTIONS; i++) {
            say(connect(), HALF);
        }
        assertThat(status("GET /metrics HTTP/1.1\r\n\r\n")).isEqualTo("HTTP/1.1 200 OK");
        // what was sent to it and never read may make a reset of its end
        assertThat(ended(first)).isTrue();
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void a_page_that_is_closed_ends_its_connections() throws IOException {
        Socket socket = connect();
        say(socket, HALF);
        assertThat(status("GET /metrics HTTP/1.1\r\n\r\n")).isEqualTo("HTTP/1.1 200 OK");
        metrics.close();
        assertThat(ended(socket)).isTrue();
    }
}
