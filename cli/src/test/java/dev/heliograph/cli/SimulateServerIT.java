// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code simulate-server} as people run it: a process that serves until it is ended. */
class SimulateServerIT {
    private static final String BOT = "/bot77:secret/";

    @TempDir
    Path directory;

    @Nested
    class A_server {
        @Test
        void says_where_it_listens_and_nothing_else() throws Exception {
            try (Server server = new Server("simulate-server")) {
                assertThat(server.first).matches("listening http://127\\.0\\.0\\.1:[0-9]+");
                assertThat(server.end()).isEmpty();
            }
        }

        @Test
        void says_so_in_one_document_where_it_is_asked_for_json() throws Exception {
            try (Server server = new Server("--json", "simulate-server")) {
                assertThat(server.first).matches("\\{\"listening\":\"http://127\\.0\\.0\\.1:[0-9]+\"}");
                assertThat(server.end()).isEmpty();
            }
        }

        @Test
        void takes_messages_and_keeps_the_score() throws Exception {
            try (Server server = new Server("simulate-server", "--blocked", "5,6", "--groups", "2")) {
                assertThat(server.call("sendMessage", "{\"chat_id\":9,\"text\":\"number 1\"}")
                                .path("ok")
                                .asBoolean())
                        .isTrue();
                assertThat(server.call("sendMessage", "{\"chat_id\":-1001100000002,\"text\":\"number 1\"}")
                                .path("ok")
                                .asBoolean())
                        .isTrue();
                assertThat(server.call("sendMessage", "{\"chat_id\":6,\"text\":\"number 1\"}")
                                .path("error_code")
                                .asInt())
                        .isEqualTo(403);
                JsonNode score = server.get("/simulator/score");
                assertThat(score.path("accepted").asInt()).isEqualTo(2);
                assertThat(score.path("requests").asInt()).isEqualTo(3);
                server.end();
            }
        }

        @Test
        void closes_a_window_out_of_the_blue() throws Exception {
            try (Server server = new Server("simulate-server", "--flood-after", "1", "--flood-for", "9s")) {
                server.call("sendMessage", "{\"chat_id\":9,\"text\":\"one\"}");
                assertThat(server.call("sendMessage", "{\"chat_id\":10,\"text\":\"two\"}")
                                .path("parameters")
                                .path("retry_after")
                                .asInt())
                        .isEqualTo(9);
                server.end();
            }
        }

        @Test
        void lets_people_write_to_a_bot() throws Exception {
            try (Server server = new Server("simulate-server")) {
                server.call("getMe", "{}");
                assertThat(server.post("/simulator/write", "{\"bot\":77,\"from\":12,\"text\":\"hello\"}")
                                .path("ok")
                                .asBoolean())
                        .isTrue();
                assertThat(server.call("getUpdates", "{\"timeout\":5}")
                                .path("result")
                                .path(0)
                                .path("message")
                                .path("text")
                                .asString())
                        .isEqualTo("hello");
                server.end();
            }
        }

        @Test
        void frees_its_port_when_it_is_ended() throws Exception {
            URI uri;
            try (Server server = new Server("simulate-server")) {
                uri = server.uri;
                server.end();
            }
            new ServerSocket(uri.getPort(), 1, InetAddress.getByName("127.0.0.1")).close();
        }

        @Test
        void ends_although_a_poll_is_waiting() throws Exception {
            try (Server server = new Server("simulate-server")) {
                server.call("getMe", "{}");
                var unused = server.client.sendAsync(
                        server.request("/bot77:secret/getUpdates?timeout=50")
                                .GET()
                                .build(),
                        BodyHandlers.ofString());
                server.call("getMe", "{}");
                server.end();
            }
        }
    }

    @Nested
    class A_door_for_MTProto {
        @Test
        void is_named_beside_the_other_and_greets_as_a_proxy() throws Exception {
            try (Server server = new Server("--json", "simulate-server", "--mtproto", "0", "--phones", "+15550001")) {
                Matcher named = Pattern.compile(",\"mtproto\":\"socks5://127\\.0\\.0\\.1:([0-9]+)\"}$")
                        .matcher(server.first);
                assertThat(named.find()).as(server.first).isTrue();
                try (Socket client = new Socket("127.0.0.1", Integer.parseInt(named.group(1)))) {
                    client.getOutputStream().write(new byte[] {5, 1, 0});
                    assertThat(client.getInputStream().readNBytes(2)).containsExactly(5, 0);
                }
                assertThat(server.end()).isEmpty();
            }
        }

        @Test
        void has_a_port_that_is_one() throws Exception {
            new Distribution(directory)
                    .run("simulate-server", "--mtproto", "door")
                    .refuses("--mtproto 'door'", "0 to 65535");
        }

        @Test
        void has_a_port_that_is_free() throws Exception {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                new Distribution(directory)
                        .run("simulate-server", "--mtproto", "" + taken.getLocalPort())
                        .refuses("port " + taken.getLocalPort());
            }
        }

        @Test
        void lives_in_real_time() throws Exception {
            new Distribution(directory)
                    .run("simulate-server", "--mtproto", "0", "--time-scale", "2")
                    .refuses("--mtproto", "--time-scale");
        }

        @Test
        void teaches_a_library_that_is_one() throws Exception {
            new Distribution(directory)
                    .run("simulate-server", "--mtproto", "0", "--library", "/etc/hostname")
                    .refuses("library '/etc/hostname'", "holds no key of a server");
            new Distribution(directory)
                    .run("simulate-server", "--library", "libtdjson.so")
                    .refuses("--library", "--mtproto PORT");
        }

        @Test
        void lets_in_phones_that_are_numbers() throws Exception {
            new Distribution(directory)
                    .run("simulate-server", "--mtproto", "0", "--phones", "+1555,alice")
                    .refuses("phones", "'+1555'", "7 to 15 digits");
            new Distribution(directory)
                    .run("simulate-server", "--phones", "+15550001")
                    .refuses("--phones", "--mtproto PORT");
        }
    }

    @Nested
    class What_is_refused {
        @Test
        void is_a_port_that_is_taken() throws Exception {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                new Distribution(directory)
                        .run("simulate-server", "--port", "" + taken.getLocalPort())
                        .refuses("port " + taken.getLocalPort(), "in use");
            }
        }

        @Test
        void are_faults_that_there_are_not() throws Exception {
            new Distribution(directory)
                    .run("simulate-server", "--faults", "server-errors=0.02,rain=0.1", "--blocked", "alice")
                    .refuses("--faults 'server-errors=0.02,rain=0.1'", "'rain'", "lost-after", "--blocked 'alice'");
        }

        @Test
        void is_an_option_that_there_is_not() throws Exception {
            new Distribution(directory)
                    .run("simulate-server", "--colour", "red")
                    .refuses("--colour", "--help");
        }
    }

    @Test
    void its_options_are_explained_as_those_of_a_plugin() throws Exception {
        assertThat(new Distribution(directory)
                        .run("plugins", "describe", "simulate-server")
                        .succeeds()
                        .out())
                .contains("--flood-after", "--time-scale", "DEFAULT");
    }

    /** A server in a process of its own. */
    private final class Server implements AutoCloseable {
        final HttpClient client = HttpClient.newHttpClient();
        final String first;
        final URI uri;
        private final Path err = Files.createTempFile(directory, "server", ".err");
        private final Process process;
        private final BufferedReader out;

        Server(String... arguments) throws IOException {
            process = new Distribution(directory).start(err, arguments);
            out = process.inputReader(StandardCharsets.UTF_8);
            first = String.valueOf(out.readLine());
            uri = URI.create(first.replaceAll(".*(http[^\"]*).*", "$1"));
        }

        JsonNode call(String method, String body) throws IOException, InterruptedException {
            return post(BOT + method, body);
        }

        JsonNode post(String path, String body) throws IOException, InterruptedException {
            return answer(request(path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build());
        }

        JsonNode get(String path) throws IOException, InterruptedException {
            return answer(request(path).GET().build());
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(uri.resolve(path));
        }

        /** Asks it to end, which it does in order; what it said after the first line. */
        String end() throws IOException, InterruptedException {
            // the process itself would close its streams at once
            process.toHandle().destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("it ended").isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
            assertThat(Files.readString(err)).isEmpty();
            return out.lines().reduce("", String::concat);
        }

        private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
            return JsonMapper.shared()
                    .readTree(client.send(request, BodyHandlers.ofString()).body());
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
