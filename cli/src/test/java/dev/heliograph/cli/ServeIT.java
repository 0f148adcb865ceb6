// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code serve} says at its beginning and at its end, and how it takes signals. */
class ServeIT {
    @TempDir
    Path directory;

    private Distribution heliograph;

    @BeforeEach
    void distribution() {
        heliograph = new Distribution(directory);
    }

    private static void ends(Process serving) throws InterruptedException {
        assertThat(serving.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(serving.exitValue()).isZero();
    }

    @Test
    void says_with_what_it_serves_and_why_it_ended() throws Exception {
        heliograph.file("heliograph.yaml", "state: \"sqlite:fleet.db\"\n");
        Process serving = heliograph.start(directory.resolve("err.txt"), "serve", "--log-level", "info");
        try (BufferedReader out = serving.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine())
                    .startsWith("serving 1 session as ")
                    .contains("(heliograph ", "transport simulator:", "state sqlite:fleet.db", "metrics none")
                    .contains("configuration heliograph.yaml");
            assertThat(out.readLine()).startsWith("Simulated:");
            serving.toHandle().destroy();
            assertThat(out.readLine()).startsWith("ended by SIGTERM after ");
        }
        ends(serving);
        assertThat(Files.readString(directory.resolve("err.txt")))
                .contains("received a signal; serve ends", "SIGTERM", "closed the sessions");
    }

    @Test
    void says_it_to_programs_too() throws Exception {
        Process serving = heliograph.start(directory.resolve("err.txt"), "serve", "--json");
        try (BufferedReader out = serving.inputReader(StandardCharsets.UTF_8)) {
            JsonNode begin = JsonMapper.shared().readTree(out.readLine());
            assertThat(begin.propertyNames())
                    .contains("sessions", "node", "version", "configuration", "transports", "state", "metrics");
            serving.toHandle().destroy();
            JsonNode end = JsonMapper.shared().readTree(out.readLine());
            assertThat(end.path("ended_by").asString()).isEqualTo("SIGTERM");
        }
        ends(serving);
    }

    @Test
    void goes_on_at_a_hangup_and_says_so() throws Exception {
        Path err = directory.resolve("err.txt");
        Process serving = heliograph.start(err, "serve");
        try (BufferedReader out = serving.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("serving 1 session as ");
            assertThat(out.readLine()).startsWith("Simulated:");
            hangUp(serving);
            until(serving, () -> Files.readString(err).contains("received SIGHUP"));
            serving.toHandle().destroy();
            assertThat(out.readLine()).startsWith("ended by SIGTERM after ");
        }
        ends(serving);
    }

    @Test
    void sends_what_commands_beside_it_are_told_to_send() throws Exception {
        heliograph.with("HELIOGRAPH_STATE", "sqlite:fleet.db").with("HELIOGRAPH_METRICS", "prometheus:?port=0");
        Path err = directory.resolve("err.txt");
        Process serving = heliograph.start(err, "serve", "--log-level", "info");
        try (BufferedReader out = serving.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("serving 1 session as ");
            until(serving, () -> Files.readString(err).contains("connected"));
            Distribution.Run sent = heliograph.run("send", "--to", "@alice", "--text", "x", "--json");
            assertThat(sent.endsWith(0).json().path("status").asString()).isEqualTo("SUCCESS");
            assertThat(sent.err()).contains("is in use by", "which sends what is stored");

            StringBuilder audience = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                audience.append("{\"chat_id\":").append(700_000 + i).append(",\"text\":\"Hello\"}\n");
            }
            heliograph.file("in.jsonl", audience + "{\"chat\":\"@blocked\",\"text\":\"x\"}\n");
            Distribution.Run broadcast = heliograph.run(
                    "broadcast", "--input", "in.jsonl", "--job", "spring", "--results", "out.jsonl", "--json");
            JsonNode report = broadcast.endsWith(1).json();
            assertThat(report.path("sent").asInt()).isEqualTo(60);
            assertThat(report.path("failed").path("FORBIDDEN").asInt()).isEqualTo(1);
            assertThat(heliograph.read("out.jsonl").lines()).hasSize(61).allMatch(line -> line.contains("\"main\""));

            JsonNode detached = heliograph
                    .run("broadcast", "--input", "in.jsonl", "--job", "autumn", "--detach", "--json")
                    .succeeds()
                    .json();
            assertThat(detached.path("total").asInt()).isEqualTo(61);
            until(
                    serving,
                    () -> heliograph
                            .run("jobs", "show", "autumn", "--json")
                            .succeeds()
                            .json()
                            .path("state")
                            .asString()
                            .equals("done"));
            serving.toHandle().destroy();
        }
        ends(serving);
    }

    /** Waits for what a process that lives does within a minute. */
    private static void until(Process serving, Callable<Boolean> done) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!done.call()) {
            assertThat(serving.isAlive()).isTrue();
            assertThat(System.nanoTime()).as("it is done within a minute").isLessThan(end);
        }
    }

    private static void hangUp(Process serving) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(serving.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
