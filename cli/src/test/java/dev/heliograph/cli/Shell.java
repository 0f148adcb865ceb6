// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Scripts that use the distribution as people do, with its launcher as {@code $heliograph}, without a locale. A script is bytes to this
 * JVM, whose own locale may know ASCII only.
 */
final class Shell {
    private final Path folder;

    private Shell(Path folder) {
        this.folder = folder;
    }

    /** Scripts work in the folder {@code work} below that one. */
    static Shell in(Path folder) {
        return new Shell(folder);
    }

    /** What the script prints on both streams. */
    String run(String script) throws IOException, InterruptedException {
        Path distribution = Path.of(System.getProperty("heliograph.distribution"))
                .toAbsolutePath()
                .normalize();
        Path file = Files.writeString(
                folder.resolve("script"),
                "unset LANG LC_ALL LC_CTYPE\ndistribution='" + distribution
                        + "'\nheliograph=$distribution/bin/heliograph\n" + script);
        Path output = folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString())
                .directory(Files.createDirectories(folder.resolve("work")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().keySet().removeIf(name -> name.matches("(HELIOGRAPH|TELEGRAM|LOG|REDIS)_.*"));
        bash.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = bash.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("the script ended")
                .isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
