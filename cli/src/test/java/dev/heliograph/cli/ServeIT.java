// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            serving.destroy();
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
            serving.destroy();
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
            hangUp(serving);
            while (serving.isAlive() && !Files.readString(err).contains("received SIGHUP")) {
                Thread.onSpinWait();
            }
            assertThat(serving.isAlive()).isTrue();
            serving.destroy();
            assertThat(out.readLine()).startsWith("ended by SIGTERM after ");
        }
        ends(serving);
    }

    private static void hangUp(Process serving) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(serving.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
