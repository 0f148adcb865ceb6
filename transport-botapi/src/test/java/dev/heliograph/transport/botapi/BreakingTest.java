// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that break: whether the request may have been carried out, and that nobody writes it twice. */
@Timeout(120)
class BreakingTest {
    private static final String SENT = "{\"message_id\":3,\"date\":5,\"chat\":{\"id\":5}}";
    /** More than the buffers between client and server hold. */
    private static final int LARGE = 16 << 20;

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

    private static OutgoingMessage.Builder large() {
        return OutgoingMessage.to(5).media(Media.document(MediaFile.of("large.bin", new byte[LARGE])));
    }

    private long posts(String method) {
        return server.heads().stream()
                .filter(head -> head.contains("/" + method + " "))
                .count();
    }

    /** A send that works, as proof that nothing of an earlier one is still to come. */
    private void proveThatNothingFollows(String method) {
        server.nextAnswers(SENT);
        server.nextAnswers(SENT);
        bot.send().orThrow();
        assertThat(posts(method)).as("requests of " + method).isEqualTo(method.equals("sendMessage") ? 2 : 1);
    }

    @Nested
    class Resets {
        @Test
        void a_reset_after_the_request_was_read_leaves_a_send_unsure() {
            server.next(connection -> {
                String head = connection.head();
                server.note(head);
                connection.body(head);
                connection.reset();
                return false;
            });
            assertThat(bot.failure()).isInstanceOf(Failure.Ambiguous.class);
            proveThatNothingFollows("sendMessage");
        }

        @Test
        void an_end_after_the_request_was_read_leaves_a_send_unsure() {
            server.next(connection -> {
                String head = connection.head();
                server.note(head);
                connection.body(head);
                return false;
            });
            assertThat(bot.failure()).isInstanceOf(Failure.Ambiguous.class);
            proveThatNothingFollows("sendMessage");
        }

        @Test
        void a_reset_before_a_small_request_was_read_leaves_a_send_unsure() {
            server.next(connection -> {
                connection.reset();
                return false;
            });
            // it may lie in the buffers of the server's machine: nobody can tell
            assertThat(bot.failure()).isInstanceOf(Failure.Ambiguous.class);
            server.nextAnswers(SENT);
            bot.send().orThrow();
            assertThat(posts("sendMessage")).isEqualTo(1);
        }

        @Test
        void a_reset_in_the_middle_of_a_request_is_certain() {
            server.next(connection -> {
                String head = connection.head();
                server.note(head);
                connection.in.readNBytes(RawServer.Connection.length(head) / 4);
                connection.reset();
                return false;
            });
            assertThat(bot.send(large()).failure())
                    .isInstanceOfSatisfying(
                            Failure.Unavailable.class,
                            failure -> assertThat(failure.origin()).isEqualTo(Failure.Origin.NETWORK));
            proveThatNothingFollows("sendDocument");
        }

        @Test
        void a_disconnection_in_the_middle_of_an_upload_is_certain() throws Exception {
            CountDownLatch halfway = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            server.next(connection -> {
                String head = connection.head();
                server.note(head);
                connection.in.readNBytes(RawServer.Connection.length(head) / 4);
                halfway.countDown();
                int rest = connection.in.readAllBytes().length;
                assertThat(rest).isLessThan(RawServer.Connection.length(head) * 3 / 4);
                over.countDown();
                return false;
            });
            var sending = bot.link.send(VirtualBot.request(large()));
            halfway.await();
            bot.clockwork.await(bot.link.disconnect());
            assertThat(sending.toCompletableFuture().getNow(null).failure()).isInstanceOf(Failure.Unavailable.class);
            over.await();
        }

        @Test
        void a_reset_within_the_answer_leaves_a_send_unsure() {
            server.next(connection -> {
                String head = connection.head();
                server.note(head);
                connection.body(head);
                connection
                        .socket
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"ok\""
                                .getBytes(StandardCharsets.US_ASCII));
                connection.reset();
                return false;
            });
            assertThat(bot.failure()).isInstanceOf(Failure.Ambiguous.class);
            proveThatNothingFollows("sendMessage");
        }
    }

    static HttpCall call() {
        HttpBody body = HttpBody.json("{}".getBytes(StandardCharsets.UTF_8));
        return new HttpCall(HttpCall.Purpose.CALL, "/bot7:abc/getMe", body, null);
    }

    @Nested
    class Lengths {
        private HttpAnswer answerOf(int length) {
            server.next(connection -> {
                connection.body(connection.head());
                connection.answer(" ".repeat(length));
                return true;
            });
            try (Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60))) {
                SocketHttp http = new SocketHttp(server.uri(), clockwork.context("test"));
                HttpAnswer answer = clockwork.await(http.post(call()));
                http.close();
                return answer;
            }
        }

        @Test
        void an_answer_without_end_is_broken_off() {
            assertThat(answerOf(SocketHttp.LONGEST_ANSWER + 1))
                    .isEqualTo(new HttpAnswer.Broken(true, "the connection broke: an answer of more than 16 MiB"));
        }

        @Test
        void a_long_answer_is_read() {
            assertThat(((HttpAnswer.Full) answerOf(SocketHttp.LONGEST_ANSWER))
                            .body()
                            .size())
                    .isEqualTo(SocketHttp.LONGEST_ANSWER);
        }
    }

    @Nested
    class Seals {
        @Test
        void what_is_said_not_to_have_left_cannot_leave_any_more() {
            try (Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60))) {
                SocketHttp http = new SocketHttp(URI.create("http://nobody.invalid"), clockwork.context("test"));
                HttpCall call = call();
                assertThat(clockwork.await(http.post(call)))
                        .isEqualTo(new HttpAnswer.Broken(false, "the server's name is not known"));
                assertThat(call.depart()).isFalse();
                http.close();
            }
        }
    }

    @Nested
    class NoServer {
        @Test
        void a_refused_connection_is_certain() throws IOException {
            server.close();
            bot.clockwork.advance(Duration.ofMillis(50));
            assertThat(bot.failure())
                    .isEqualTo(new Failure.Unavailable(Failure.Origin.NETWORK, "the connection was refused"));
        }

        @Test
        void a_name_that_nobody_has_is_certain() {
            try (SocketBot nowhere = new SocketBot(URI.create("http://nobody.invalid"))) {
                assertThat(nowhere.clockwork.await(nowhere.link.connect()).failure())
                        .isEqualTo(new Failure.Unavailable(Failure.Origin.NETWORK, "the server's name is not known"));
            }
        }

        @Test
        void a_server_that_does_not_speak_tls_is_certain() {
            server.next(connection -> {
                connection.reset();
                return false;
            });
            URI secure = URI.create("https://127.0.0.1:" + server.uri().getPort());
            try (SocketBot wary = new SocketBot(secure)) {
                assertThat(wary.clockwork.await(wary.link.connect()).failure()).isInstanceOf(Failure.Unavailable.class);
            }
        }

        @Test
        void a_certificate_that_nobody_trusts_is_certain() {
            WireMockServer imposter =
                    new WireMockServer(wireMockConfig().dynamicPort().dynamicHttpsPort());
            imposter.start();
            try (SocketBot wary = new SocketBot(URI.create("https://localhost:" + imposter.httpsPort()))) {
                assertThat(wary.clockwork.await(wary.link.connect()).failure())
                        .isInstanceOfSatisfying(Failure.Unavailable.class, failure -> {
                            assertThat(failure.origin()).isEqualTo(Failure.Origin.NETWORK);
                            assertThat(failure.reason()).startsWith("TLS failed");
                        });
                assertThat(imposter.getAllServeEvents()).isEmpty();
            } finally {
                imposter.stop();
            }
        }

        @Test
        void a_server_that_never_answers_costs_the_time_of_a_call() throws IOException {
            try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                    SocketBot hasty = new SocketBot(
                            URI.create("http://127.0.0.1:" + deaf.getLocalPort()), Duration.ofMillis(300))) {
                assertThat(hasty.clockwork.await(hasty.link.connect()).failure())
                        .isInstanceOf(Failure.Unavailable.class);
            }
        }
    }

    @Nested
    class Proxies {
        @Test
        void requests_go_through_the_proxy_of_the_session() throws IOException {
            try (RawServer proxy = new RawServer();
                    Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60))) {
                proxy.next(connection -> {
                    String head = connection.head();
                    head.lines()
                            .filter(line -> line.startsWith("Proxy-Authorization:"))
                            .forEach(proxy::note);
                    proxy.note(head);
                    connection.body(head);
                    connection.answer("{}");
                    return true;
                });
                SocketHttp http = new SocketHttp(URI.create("http://bot.invalid"), clockwork.context("test"));
                ProxyConfig config = ProxyConfig.parse(
                        "http://me:word@127.0.0.1:" + proxy.uri().getPort());
                HttpBody body = HttpBody.json("{}".getBytes(StandardCharsets.UTF_8));
                HttpCall call = new HttpCall(HttpCall.Purpose.CALL, "/bot7:abc/getMe", body, config);
                assertThat(clockwork.await(http.post(call)).status()).isEqualTo(200);
                assertThat(proxy.heads())
                        .containsExactly(
                                "Proxy-Authorization: Basic bWU6d29yZA==",
                                "POST http://bot.invalid/bot7:abc/getMe HTTP/1.1");
                http.close();
            }
        }

        @Test
        void a_tunnel_to_https_is_asked_for_with_the_password() throws IOException {
            try (RawServer proxy = new RawServer();
                    Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60))) {
                proxy.next(connection -> {
                    connection.head().lines().filter(line -> !line.isBlank()).forEach(proxy::note);
                    return false;
                });
                SocketHttp http = new SocketHttp(URI.create("https://bot.invalid"), clockwork.context("test"));
                ProxyConfig config = ProxyConfig.parse(
                        "http://me:word@127.0.0.1:" + proxy.uri().getPort());
                HttpBody body = HttpBody.json("{}".getBytes(StandardCharsets.UTF_8));
                HttpCall call = new HttpCall(HttpCall.Purpose.CALL, "/bot7:abc/getMe", body, config);
                assertThat(clockwork.await(http.post(call)))
                        .isInstanceOfSatisfying(
                                HttpAnswer.Broken.class,
                                broken -> assertThat(broken.written()).isFalse());
                assertThat(proxy.heads())
                        .contains("CONNECT bot.invalid:443 HTTP/1.1", "Proxy-Authorization: Basic bWU6d29yZA==");
                http.close();
            }
        }
    }
}
