// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that end with clients open, in every way that the guard sees: each ends with its own status and without a crash. */
@Tag("native")
class ExitGuardTest {
    private static final int FORKS = Boolean.getBoolean("heliograph.campaign") ? 50 : 2;
    private static final String SECONDS_10 = "10000";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"return, 0", "exit, 7", "exception, 1", "signal, 143"})
    void a_process_that_ends_with_clients_open_ends_with_its_own_status(String way, int status) throws Exception {
        for (int i = 0; i < FORKS; i++) {
            // every second time nobody receives any more when the end comes
            assertEnds(fork(i, way, SECONDS_10, i % 2 == 0 ? "runs" : "ended"), way, status);
        }
        assertThat(traces()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"return, 0", "exit, 7", "exception, 1", "signal, 143"})
    void clients_that_cannot_be_closed_in_time_change_nothing_about_that(String way, int status) throws Exception {
        for (int i = 0; i < FORKS; i++) {
            assertEnds(fork(i, way, "0", "runs"), way, status);
        }
        assertThat(traces()).isEmpty();
    }

    private Process fork(int number, String way, String patience, String loop) throws IOException {
        Path work = Files.createDirectories(folder.resolve(way + number));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dending.loop=" + loop,
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndingProcess.class.getName(),
                        System.getProperty("heliograph.tdlib"),
                        way,
                        System.getProperty("ending.guard", "guarded"),
                        patience))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static void assertEnds(Process process, String way, int status) throws Exception {
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            while (line != null && !line.equals("open")) {
                line = said.readLine();
            }
            if (way.equals("signal")) {
                // destroy() of the process itself closes its streams too
                assertThat(process.toHandle().destroy()).isTrue();
            }
            List<String> rest = said.lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(process.exitValue()).as("status; it said %s", rest).isEqualTo(status);
            assertThat(rest).noneMatch(text -> text.contains("free()") || text.contains("fatal error"));
        } finally {
            process.destroyForcibly();
        }
    }

    /** What a crash leaves behind. */
    private List<Path> traces() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("hs_err.*|core.*"))
                    .toList();
        }
    }
}
