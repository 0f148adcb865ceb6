// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.time.Duration;
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
            JdkHttp http = new JdkHttp(server.uri(), time.lent(clockwork.context("test")));
            int before = server.connections();
            post(clockwork, http);
            time.step(ClientPool.REST);
            post(clockwork, http);
            assertThat(server.connections() - before)
                    .as("connections before it rested")
                    .isEqualTo(1);
            time.step(ClientPool.REST.plusMillis(1));
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
            JdkHttp http = new JdkHttp(server.uri(), time.lent(clockwork.context("test")));
            int before = server.connections();
            burst(clockwork, http, 3);
            assertThat(server.connections() - before).isEqualTo(3);
            // two requests in the time in which three connections may not rest
            time.step(ClientPool.REST.minusSeconds(1));
            post(clockwork, http);
            time.step(Duration.ofSeconds(2));
            post(clockwork, http);
            time.step(ClientPool.REST.minusSeconds(1));
            post(clockwork, http);
            time.step(Duration.ofSeconds(2));
            post(clockwork, http);
            assertThat(server.connections() - before).isGreaterThan(3);
            http.close();
        }
    }

    @Test
    void none_is_used_after_one_of_the_same_client_broke() throws IOException {
        try (Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60))) {
            JdkHttp http = new JdkHttp(server.uri(), clockwork.context("test"));
            int before = server.connections();
            burst(clockwork, http, 2);
            server.next(connection -> {
                connection.reset();
                return false;
            });
            assertThat(clockwork.await(http.post(BreakingTest.call()))).isInstanceOf(HttpAnswer.Broken.class);
            // the client itself may be what broke: one whose thread has ended fails for ever
            post(clockwork, http);
            assertThat(server.connections() - before).isEqualTo(3);
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

    private void burst(Clockwork clockwork, JdkHttp http, int count) {
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

    private void post(Clockwork clockwork, JdkHttp http) {
        server.nextAnswers(SENT);
        assertThat(clockwork.await(http.post(BreakingTest.call())).status()).isEqualTo(200);
    }
}
