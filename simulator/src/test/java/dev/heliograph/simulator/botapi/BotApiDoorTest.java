// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.Inhabitants;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.time.SystemTimeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What virtual time cannot show: sockets. */
class BotApiDoorTest {
    private final SystemTimeline timeline = SystemTimeline.start();
    private final World world = World.of(WorldSettings.calm(1), timeline.instant());
    private final BotApiDoor door = open(0);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private BotApiDoor open(int port) {
        return BotApiDoor.open(
                world,
                timeline.context("door"),
                BotApiDoorSettings.standard().withPort(port).withWay(Duration.ofMillis(2), Duration.ZERO));
    }

    @AfterEach
    void close() {
        door.close();
        timeline.close();
    }

    private HttpRequest call(String bot, String method, String json) {
        return HttpRequest.newBuilder(door.uri().resolve("/bot" + bot + "/" + method))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private HttpResponse<String> answer(String method, String json) throws IOException, InterruptedException {
        return client.send(call("42:ABC", method, json), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_client_is_served() throws Exception {
        HttpResponse<String> response =
                answer("sendMessage", "{\"chat_id\":1000001,\"text\":\"<b>hi</b>\",\"parse_mode\":\"HTML\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).contains("\"text\":\"hi\"").contains("\"type\":\"bold\"");
        assertThat(world.accepted()).hasSize(1);
    }

    @Test
    void hundreds_of_polls_wait_at_once() {
        List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
        for (int bot = 1; bot <= 300; bot++) {
            polls.add(client.sendAsync(
                    call(bot + ":ABC", "getUpdates", "{\"timeout\":1}"), HttpResponse.BodyHandlers.ofString()));
        }

        assertThat(polls).allMatch(poll -> poll.join().body().equals("{\"ok\":true,\"result\":[]}"));
    }

    @Test
    void a_connection_that_is_cut_brings_no_answer() throws Exception {
        answer("getMe", "{}");
        world.incidents().rate(Fault.LOST_AFTER, 1);

        assertThatThrownBy(() -> answer("sendMessage", "{\"chat_id\":1000001,\"text\":\"x\"}"))
                .isInstanceOf(IOException.class);
        assertThat(world.accepted()).hasSize(1);
    }

    @Test
    void a_large_file_is_counted_as_it_streams_by() throws Exception {
        byte[] head = """
                --b\r
                Content-Disposition: form-data; name="chat_id"\r
                \r
                1000001\r
                --b\r
                Content-Disposition: form-data; name="document"; filename="large.bin"\r
                Content-Type: application/octet-stream\r
                \r
                """.getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[20 << 20];
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(door.uri().resolve("/bot42:ABC/sendDocument"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, file, tail)))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("\"file_size\":20971520")
                .contains("\"file_name\":\"large.bin\"");
    }

    @Test
    void a_webhook_is_called() throws Exception {
        BlockingQueue<String> bodies = new ArrayBlockingQueue<>(10);
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/hook", exchange -> {
            String secret = exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token");
            bodies.add(secret + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hook.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + hook.getAddress().getPort() + "/hook");
            answer("setWebhook", "{\"url\":\"" + url + "\",\"secret_token\":\"s3\"}");
            world.incidents()
                    .write(42, Inhabitants.ALICE, "hello", door.server().now());

            assertThat(bodies.poll(20, TimeUnit.SECONDS)).startsWith("s3 {").contains("\"text\":\"hello\"");
        } finally {
            hook.stop(0);
        }
    }

    @Test
    void closing_breaks_off_what_is_on_its_way_to_a_webhook() throws Exception {
        try (ServerSocket hook = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            hook.setSoTimeout(20_000);
            answer("setWebhook", "{\"url\":\"http://127.0.0.1:" + hook.getLocalPort() + "/hook\"}");
            world.incidents()
                    .write(42, Inhabitants.ALICE, "hello", door.server().now());
            try (Socket delivery = hook.accept()) {
                delivery.setSoTimeout(20_000);
                assertThat(delivery.getInputStream().read()).isEqualTo('P');

                door.close();

                assertThat(delivery.getInputStream().readAllBytes()).isNotEmpty();
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_named() {
        int port = door.uri().getPort();

        assertThatThrownBy(() -> open(port))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("port " + port);
    }
}
