// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host with several addresses: whichever answers is used, and which those are is asked anew for each connection. */
@Timeout(120)
class AddressesTest {
    private static final String HOST = "several.test";
    private static final int BACKLOG = 1;
    /** More than a queue of one and its like take in. */
    private static final int KNOCKS = 8;

    private final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60));
    private final List<AutoCloseable> opened = new ArrayList<>();
    private RawServer server;
    private SocketHttp http;

    @BeforeEach
    void open() throws IOException {
        server = new RawServer();
    }

    @AfterEach
    void close() throws Exception {
        http.close();
        for (AutoCloseable open : opened) {
            open.close();
        }
        server.close();
        clockwork.close();
    }

    private HttpAnswer post(HttpCall.Purpose purpose, String... addresses) {
        HttpBody body = HttpBody.json("{}".getBytes(StandardCharsets.UTF_8));
        return clockwork.await(http(addresses).post(new HttpCall(purpose, "/bot7:abc/getMe", body, null)));
    }

    private SocketHttp http(String... addresses) {
        List<InetAddress> all = new ArrayList<>();
        for (String address : addresses) {
            all.add(address(address));
        }
        Dns names = host -> all;
        http = new SocketHttp(
                URI.create("http://" + HOST + ":" + server.uri().getPort()),
                clockwork.context("test"),
                builder -> builder.dns(names));
        return http;
    }

    private static InetAddress address(String address) {
        try {
            return InetAddress.getByAddress(HOST, InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** An address that lets nobody in: its queue is full, and who knocks is not answered. */
    private void deaf(String address) throws IOException {
        InetSocketAddress there =
                new InetSocketAddress(address(address), server.uri().getPort());
        ServerSocket full = new ServerSocket();
        opened.add(full);
        full.bind(there, BACKLOG);
        for (int i = 0; i < KNOCKS; i++) {
            SocketChannel knock = SocketChannel.open();
            opened.add(knock);
            knock.configureBlocking(false);
            knock.connect(there);
        }
    }

    @ParameterizedTest
    @EnumSource(HttpCall.Purpose.class)
    void the_second_is_used_where_the_first_refuses(HttpCall.Purpose purpose) {
        server.nextAnswers("{}");
        assertThat(post(purpose, "127.0.0.9", "127.0.0.1").status()).isEqualTo(200);
    }

    @Test
    void the_second_is_used_where_the_first_does_not_answer() throws IOException {
        deaf("127.0.0.9");
        server.nextAnswers("{}");
        assertThat(post(HttpCall.Purpose.CALL, "127.0.0.9", "127.0.0.1").status())
                .isEqualTo(200);
    }

    @Test
    void the_last_of_many_is_used() {
        server.nextAnswers("{}");
        assertThat(post(HttpCall.Purpose.CALL, "127.0.0.9", "127.0.0.8", "127.0.0.7", "127.0.0.1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_first_is_used_where_it_answers() {
        server.nextAnswers("{}");
        assertThat(post(HttpCall.Purpose.CALL, "127.0.0.1", "127.0.0.9").status())
                .isEqualTo(200);
    }

    @Test
    void the_host_keeps_its_name() {
        server.next(connection -> {
            String head = connection.head();
            connection.body(head);
            head.lines().filter(line -> line.startsWith("Host:")).forEach(server::note);
            connection.answer("{}");
            return true;
        });
        post(HttpCall.Purpose.CALL, "127.0.0.9", "127.0.0.1");
        assertThat(server.heads())
                .containsExactly("Host: " + HOST + ":" + server.uri().getPort());
    }

    @Test
    void nothing_happened_where_all_refuse() throws IOException {
        server.close();
        assertThat(post(HttpCall.Purpose.CALL, "127.0.0.9", "127.0.0.8"))
                .isEqualTo(new HttpAnswer.Broken(false, "the connection was refused, at each of 2 addresses"));
    }

    @Test
    void a_request_that_left_is_not_tried_at_another() {
        server.next(connection -> {
            connection.body(connection.head());
            connection.reset();
            return false;
        });
        HttpAnswer answer = post(HttpCall.Purpose.CALL, "127.0.0.1", "127.0.0.9");
        assertThat(answer)
                .isInstanceOfSatisfying(
                        HttpAnswer.Broken.class,
                        broken -> assertThat(broken.written()).isTrue());
        assertThat(server.connections()).isEqualTo(1);
    }
}
