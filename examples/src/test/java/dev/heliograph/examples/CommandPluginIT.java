// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a command of a third party from its jar beside those of the distribution. */
class CommandPluginIT {
    private static final String DISTRIBUTION = System.getProperty("heliograph.distribution");

    @TempDir
    Path folder;

    @Test
    void a_command_of_a_third_party_is_run_by_its_name() throws Exception {
        Ended ended = heliograph("measure", "Good morning", "--most", "5", "--json");

        assertThat(ended.output()).isEqualTo("{\"characters\":12,\"messages\":3}\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void what_is_wrong_with_its_options_is_told_as_for_every_command() throws Exception {
        Ended ended = heliograph("measure", "--most", "none");

        assertThat(ended.output()).contains("--most").contains("expected a whole number from 1 to 1000000");
        assertThat(ended.status()).isEqualTo(2);
    }

    private record Ended(int status, String output) {}

    private Ended heliograph(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (Runtime.version().feature() >= 24) {
            // as the launcher does: newer JVMs warn of what libraries do
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(
                "-cp",
                Path.of(DISTRIBUTION, "lib") + File.separator + "*" + File.pathSeparator + jar(),
                "dev.heliograph.cli.Main"));
        command.addAll(List.of(words));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            return files.filter(file ->
                            file.getFileName().toString().matches("heliograph-examples-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
