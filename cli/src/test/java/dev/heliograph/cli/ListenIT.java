// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built distribution as a receiver that ends: what it did not show stays with the server. */
class ListenIT {
    private static final String TOKEN = "7700001:abcdef";

    @TempDir
    Path directory;

    private Distribution heliograph;
    private Process server;
    private URI endpoint;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        heliograph = new Distribution(directory).with("TELEGRAM_BOT_TOKEN", TOKEN);
        server = new Distribution(directory)
                .start(Files.createTempFile(directory, "server", ".err"), "simulate-server", "--latency", "0ms");
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        endpoint = URI.create(String.valueOf(out.readLine()).replace("listening ", ""));
        post("/bot" + TOKEN + "/getMe", "{}");
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    @Test
    void what_a_count_does_not_reach_is_for_the_next_one() throws Exception {
        write("one", "two", "three");
        assertThat(texts(heliograph.run(listen("--count", "1")))).containsExactly("one");
        assertThat(texts(heliograph.run(listen("--count", "1")))).containsExactly("two");
        assertThat(texts(heliograph.run(listen("--count", "9", "--for", "2s")))).containsExactly("three");
    }

    @Test
    void what_a_filter_leaves_out_behind_the_last_one_is_for_the_next_one_too() throws Exception {
        write("one", "two", "three");
        assertThat(texts(heliograph.run(listen("--count", "1", "--filter", "text=two"))))
                .containsExactly("two");
        assertThat(texts(heliograph.run(listen("--count", "1")))).containsExactly("three");
    }

    @Test
    void a_reader_that_is_gone_ends_it_and_loses_nothing() throws Exception {
        Path err = Files.createTempFile(directory, "listen", ".err");
        Process process = heliograph.start(err, listen());
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        write("one");
        assertThat(out.readLine()).contains("\"text\":\"one\"");
        out.close();
        write("two", "three");

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(err)).contains("standard output").doesNotContain("\tat ");
        assertThat(texts(heliograph.run(listen("--count", "2")))).containsExactly("two", "three");
    }

    @Test
    void a_reader_that_is_gone_ends_it_though_no_message_comes() throws Exception {
        Path err = Files.createTempFile(directory, "listen", ".err");
        Process process = heliograph.start(err, listen());
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        write("one");
        assertThat(out.readLine()).contains("\"text\":\"one\"");
        out.close();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(err)).contains("standard output").doesNotContain("\tat ");
    }

    private String[] listen(String... options) {
        List<String> words = new ArrayList<>(List.of(
                "--state",
                "memory:",
                "listen",
                "--transport",
                "botapi:?endpoint=" + endpoint + "&poll-timeout=2s",
                "--json"));
        words.addAll(List.of(options));
        return words.toArray(String[]::new);
    }

    private static List<String> texts(Distribution.Run run) {
        return run.succeeds().jsonLines().stream()
                .map(line -> line.path("text").asString())
                .toList();
    }

    private void write(String... texts) throws IOException, InterruptedException {
        for (String text : texts) {
            post("/simulator/write", "{\"bot\": 7700001, \"from\": 12, \"text\": \"" + text + "\"}");
        }
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
