// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built distribution, run as people run it: in a process of its own, in an empty directory, with few variables. */
final class Distribution {
    /** The places of SIGHUP and SIGINT in the mask of signals. */
    private static final long OFTEN_IGNORED = 1L | 1L << 1;

    private static final Path LIBRARIES = Path.of(System.getProperty("heliograph.distribution"), "lib");

    private final Path directory;
    private final Map<String, String> variables = new TreeMap<>();

    Distribution(Path directory) {
        this.directory = directory;
    }

    /** What a run left behind. */
    record Run(int code, String out, String err) {
        /** The one document on standard output. */
        JsonNode json() {
            assertThat(out).as("one line of JSON; standard error: %s", err).endsWith("}\n");
            assertThat(out.lines()).hasSize(1);
            return JsonMapper.shared().readTree(out);
        }

        /** The documents on standard output, one a line. */
        List<JsonNode> jsonLines() {
            return out.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
        }

        /** It ended with that code, and nobody saw a stack trace. */
        Run endsWith(int expected) {
            assertThat(code).as("exit code; out: %s; err: %s", out, err).isEqualTo(expected);
            assertThat(out + err).doesNotContain("\tat ", "Exception in thread");
            return this;
        }

        /** It did what it was asked, without a word on standard error. */
        Run succeeds() {
            endsWith(0);
            assertThat(err).isEmpty();
            return this;
        }

        /** It refused, said why in words that contain these, and printed nothing else. */
        Run refuses(String... words) {
            endsWith(2);
            assertThat(out).isEmpty();
            assertThat(err).contains(words);
            return this;
        }
    }

    Distribution with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    Run runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        Path err = Files.createTempFile("heliograph-it", ".err");
        try {
            Process process = start(err, arguments);
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String out;
            try (InputStream stdout = process.getInputStream()) {
                out = new String(stdout.readAllBytes(), StandardCharsets.UTF_8);
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the process ended")
                    .isTrue();
            return new Run(process.exitValue(), out, Files.readString(err));
        } finally {
            Files.deleteIfExists(err);
        }
    }

    /** A running process; what it says on standard error goes to that file. */
    Process start(Path err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(signalsAsUsual());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= 24) {
            // as bin/heliograph does
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", LIBRARIES + "/*", "dev.heliograph.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(HELIOGRAPH|TELEGRAM|LOG|JAVA|JDK|REDIS)_.*"));
        environment.putAll(variables);
        return builder.start();
    }

    /** What a build inherits that a shell has put into the background, or nohup protects: Ctrl-C or a hangup is ignored by every child. */
    private static List<String> signalsAsUsual() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("SigIgn:")
                        && (Long.parseUnsignedLong(line.substring(7).strip(), 16) & OFTEN_IGNORED) != 0) {
                    return List.of("env", "--default-signal=HUP,INT");
                }
            }
        }
        return List.of();
    }
}
