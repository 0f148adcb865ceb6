// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.time.SystemTimeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients that say half of it, or something else than HTTP. */
class DoorSocketTest {
    private static final String CALL = "GET /bot42:ABC/getMe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final int ENOUGH = 2_000;

    private final SystemTimeline timeline = SystemTimeline.start();
    private final World world = World.of(WorldSettings.calm(1), timeline.instant());
    private BotApiDoor door = open(Duration.ofSeconds(30));

    private BotApiDoor open(Duration patience) {
        return BotApiDoor.open(
                world,
                timeline.context("door"),
                BotApiDoorSettings.standard().withWay(Duration.ZERO, Duration.ZERO),
                patience);
    }

    @AfterEach
    void close() {
        door.close();
        timeline.close();
    }

    private Socket said(String text) throws IOException {
        Socket socket = new Socket(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), door.uri().getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private String answer(String text) throws IOException {
        try (Socket socket = said(text)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Asks again and again, until a moment has come that nobody can wait for. */
    private boolean comesDownTo(int connections) throws IOException {
        for (int i = 0; i < ENOUGH; i++) {
            if (door.connections() <= connections) {
                return true;
            }
            assertThat(answer(CALL)).contains("\"ok\":true");
        }
        return false;
    }

    @Test
    void a_request_that_is_left_half_said_ends() throws IOException {
        door.close();
        door = open(Duration.ofMillis(200));

        for (String half : List.of(
                "",
                "POST /bot42:A",
                CALL.strip(),
                "POST /bot42:ABC/getMe HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{")) {
            try (Socket socket = said(half)) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .as(half)
                        .doesNotContain("\"ok\":true");
            }
        }
        assertThat(comesDownTo(0)).isTrue();
    }

    @Test
    void a_poll_outlives_the_time_in_which_a_client_may_be_silent() throws IOException {
        door.close();
        door = open(Duration.ofMillis(200));

        assertThat(answer(
                        "GET /bot42:ABC/getUpdates?timeout=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains("{\"ok\":true,\"result\":[]}");
    }

    @Test
    void half_requests_keep_nobody_out_and_give_back_what_they_took() throws IOException {
        List<Socket> halves = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            halves.add(said(
                    i % 2 == 0
                            ? "POST /bot42:ABC/getMe HTTP/1.1\r\nHost: lo"
                            : "POST /bot42:ABC/getMe HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{"));
        }

        assertThat(answer(CALL)).contains("\"ok\":true");

        for (Socket half : halves) {
            half.close();
        }
        assertThat(comesDownTo(0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "GET //x HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /bot42:ABC/../getMe HTTP/1.1",
                "GET /bot42:ABC/%2e%2e/getMe HTTP/1.1",
                "GET /bot42:ABC/getMe?x=%zz HTTP/1.1",
                "GET /bot42:ABC/getMe?x=[]{}|^ HTTP/1.1",
                "GET /bot42:ABC;a=b/getMe HTTP/1.1",
                "GET /simulator/score?%% HTTP/1.1",
                "GET /a b HTTP/1.1",
                "FOO /bot42:ABC/getMes HTTP/1.1",
                "GET /bot42:ABC/getMe HTTP/3.7",
                "\u0001\u0002\u0003"
            })
    void what_is_odd_is_refused_in_json(String line) throws IOException {
        String told = answer(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(told).as(line).matches("(?s)HTTP/1\\.1 [45][0-9][0-9] .*").contains("application/json");
        JsonNode body = JsonMapper.shared().readTree(told.substring(told.indexOf("\r\n\r\n") + 4));
        assertThat(body.path("ok").asBoolean(true)).isFalse();
        assertThat(body.path("description").asString("")).isNotEmpty();
    }

    @Test
    void a_head_that_is_too_long_is_refused_in_json() throws IOException {
        assertThat(answer("GET /bot42:ABC/getMe HTTP/1.1\r\nHost: localhost\r\nX: "
                        + "a".repeat(BotApiDoor.LONGEST_HEAD) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"ok\":false");
    }

    @Test
    void a_page_of_another_place_does_nothing() throws IOException {
        assertThat(
                        answer(
                                "POST /simulator/flood HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.test\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .contains("\"ok\":false");
    }
}
