// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.heliograph.time.SystemTimeline;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HttpPostmanTest {
    private final SystemTimeline timeline = SystemTimeline.start();
    private final HttpPostman postman = postman(HttpPostman.PATIENCE);
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final HttpServer hook;

    HttpPostmanTest() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.setExecutor(timeline.blocking());
        hook.start();
    }

    @AfterEach
    void close() {
        enough.countDown();
        postman.close();
        hook.stop(0);
        timeline.close();
    }

    private HttpPostman postman(Duration patience) {
        return new HttpPostman(timeline.context("postman"), patience);
    }

    private CompletableFuture<Postman.Receipt> post(HttpPostman by, HttpHandler handler) {
        hook.createContext("/hook", handler);
        URI url = URI.create("http://127.0.0.1:" + hook.getAddress().getPort() + "/hook");
        return by.post(url, null, "{}").toCompletableFuture();
    }

    /** Fails, and much sooner than a postman usually gives up. */
    private static void assertFails(CompletableFuture<Postman.Receipt> posted) {
        assertThatThrownBy(() -> posted.get(20, TimeUnit.SECONDS)).isNotInstanceOf(TimeoutException.class);
    }

    private void hang(HttpExchange exchange) {
        reached.countDown();
        try {
            enough.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stream(HttpExchange exchange, long bytes) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[1 << 16];
        try (OutputStream out = exchange.getResponseBody()) {
            for (long written = 0; written < bytes; written += block.length) {
                out.write(block);
            }
        }
    }

    @Nested
    class An_answer {
        @Test
        void is_told_with_its_text() throws Exception {
            Postman.Receipt receipt = post(postman, exchange -> {
                        exchange.sendResponseHeaders(200, 2);
                        exchange.getResponseBody().write(new byte[] {'h', 'i'});
                        exchange.close();
                    })
                    .get(20, TimeUnit.SECONDS);

            assertThat(receipt).isEqualTo(new Postman.Receipt(200, "hi"));
        }

        @Test
        void that_has_no_end_is_left_unread() throws Exception {
            Postman.Receipt receipt =
                    post(postman, exchange -> stream(exchange, Long.MAX_VALUE)).get(20, TimeUnit.SECONDS);

            assertThat(receipt).isEqualTo(new Postman.Receipt(200, ""));
        }

        @Test
        void that_never_comes_is_not_waited_for() {
            CompletableFuture<Postman.Receipt> hasty = post(postman(Duration.ofMillis(50)), HttpPostmanTest.this::hang);

            assertFails(hasty);
        }

        @Test
        void that_stops_in_the_middle_is_not_waited_for() {
            CompletableFuture<Postman.Receipt> hasty = post(postman(Duration.ofMillis(500)), exchange -> {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                hang(exchange);
            });

            assertFails(hasty);
        }
    }

    @Nested
    class Closing {
        @Test
        void breaks_off_what_is_under_way() throws Exception {
            CompletableFuture<Postman.Receipt> waiting = post(postman, HttpPostmanTest.this::hang);
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

            postman.close();

            assertFails(waiting);
        }

        @Test
        void ends_all_posting() {
            postman.close();

            assertFails(post(postman, HttpPostmanTest.this::hang));
        }
    }

    @Test
    void the_proxy_of_the_process_is_passed_by() throws Exception {
        ProxySelector usual = ProxySelector.getDefault();
        ProxySelector.setDefault(new Nowhere());
        try {
            assertThat(post(postman, exchange -> stream(exchange, 0))
                            .get(20, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(200);
        } finally {
            ProxySelector.setDefault(usual);
        }
    }

    /** A proxy that nobody answers at. */
    private static final class Nowhere extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }
}
