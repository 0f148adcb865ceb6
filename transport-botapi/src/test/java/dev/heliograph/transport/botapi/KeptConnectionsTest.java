// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which connections are used again, and which are not trusted any more. */
@Timeout(120)
class KeptConnectionsTest {
    private static final String SENT = "{\"message_id\":3,\"date\":5,\"chat\":{\"id\":5}}";

    private RawServer server;
    private SocketBot bot;

    @BeforeEach
    void open() throws IOException {
        server = new RawServer();
        server.nextSaysWho();
        bot = new SocketBot(server.uri()).connected();
    }

    @AfterEach
    void close() throws IOException {
        bot.close();
        server.close();
    }

    private long posts() {
        return server.heads().stream()
                .filter(head -> head.contains("/sendMessage "))
                .count();
    }

    @Test
    void a_connection_is_used_again() {
        server.nextAnswers(SENT);
        server.nextAnswers(SENT);
        bot.send().orThrow();
        bot.send().orThrow();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void one_that_the_server_closed_between_requests_costs_nothing() throws IOException {
        for (int i = 0; i < 20; i++) {
            server.nextAnswers(SENT);
            bot.send().orThrow();
            server.closeIdle();
            // until the end of the connection has come through
            bot.clockwork.advance(Duration.ofMillis(50));
        }
        assertThat(posts()).isEqualTo(20);
    }

    @Test
    void one_that_rested_for_long_is_not_trusted_with_a_request() throws IOException {
        try (Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60))) {
            SteppedTimeline time = new SteppedTimeline(clockwork.timeline());
            SocketHttp http = new SocketHttp(server.uri(), time.lent(clockwork.context("test")));
            int before = server.connections();
            post(clockwork, http);
            time.step(FreshConnections.REST);
            post(clockwork, http);
            assertThat(server.connections() - before)
                    .as("connections before it rested")
                    .isEqualTo(1);
            time.step(FreshConnections.REST.plusMillis(1));
            post(clockwork, http);
            assertThat(server.connections() - before)
                    .as("connections after it rested")
                    .isEqualTo(2);
            http.close();
        }
    }

    @Test
    void those_that_a_burst_left_behind_are_not_trusted_either() throws IOException {
        try (Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60))) {
            SteppedTimeline time = new SteppedTimeline(clockwork.timeline());
            SocketHttp http = new SocketHttp(server.uri(), time.lent(clockwork.context("test")));
            int before = server.connections();
            burst(clockwork, http, 3);
            assertThat(server.connections() - before).isEqualTo(3);
            // one of the three goes on, the others rest
            for (int i = 0; i < 3; i++) {
                time.step(FreshConnections.REST.dividedBy(2));
                post(clockwork, http);
            }
            assertThat(server.connections() - before).isEqualTo(3);
            burst(clockwork, http, 3);
            assertThat(server.connections() - before).isEqualTo(5);
            http.close();
        }
    }

    @Test
    void one_that_broke_takes_no_other_with_it() throws IOException {
        try (Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60))) {
            SocketHttp http = new SocketHttp(server.uri(), clockwork.context("test"));
            int before = server.connections();
            burst(clockwork, http, 2);
            server.next(connection -> {
                connection.reset();
                return false;
            });
            assertThat(clockwork.await(http.post(BreakingTest.call()))).isInstanceOf(HttpAnswer.Broken.class);
            post(clockwork, http);
            assertThat(server.connections() - before).isEqualTo(2);
            http.close();
        }
    }

    @Test
    void none_is_used_after_it_gave_the_answer_to_another_request() {
        server.nextAnswers("{\"message_id\":3,\"date\":5,\"chat\":{\"id\":6}}");
        assertThat(bot.failure())
                .isEqualTo(new Failure.Ambiguous("a strange answer: the result is about another chat"));
        server.nextAnswers(SENT);
        bot.send().orThrow();
        assertThat(server.connections()).isEqualTo(2);
    }

    void one_whose_answer_belonged_to_another_call_takes_no_request() throws IOException {
        try (Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60))) {
            SocketHttp http = new SocketHttp(server.uri(), clockwork.context("test"));
            int before = server.connections();
            CountDownLatch said = new CountDownLatch(1);
            server.next(connection -> {
                connection.body(connection.head());
                connection.answer("{}");
                connection.answer("{\"twice\":true}");
                said.countDown();
                return true;
            });
            HttpCall call = BreakingTest.call();
            assertThat(clockwork.await(http.post(call)).status()).isEqualTo(200);
            said.await();
            call.doubtConnection();
            post(clockwork, http);
            assertThat(server.connections() - before).isEqualTo(2);
            http.close();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private void burst(Clockwork clockwork, SocketHttp http, int count) {
        CyclicBarrier together = new CyclicBarrier(count);
        for (int i = 0; i < count; i++) {
            server.next(connection -> {
                connection.body(connection.head());
                try {
                    together.await();
                } catch (Exception broken) {
                    throw new IOException(broken);
                }
                connection.answer("{}");
                return true;
            });
        }
        var calls =
                Stream.generate(BreakingTest::call).limit(count).map(http::post).toList();
        calls.forEach(clockwork::await);
    }

    private void post(Clockwork clockwork, SocketHttp http) {
        server.nextAnswers(SENT);
        assertThat(clockwork.await(http.post(BreakingTest.call())).status()).isEqualTo(200);
    }
}
