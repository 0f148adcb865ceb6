// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher of the distribution in locales that know ASCII only, are not installed, or are not set at all. */
class LauncherIT {
    /** In an option, in the name of a file that is read, in a variable, and in the name of a file that is written. */
    private static final String EVERYWHERE = """
            printf 'transport: "simulator:?seed=3"\\n' > yapı.yaml
            HELIOGRAPH_LOG_FILE=günlük.log %s "$heliograph" config --json --config yapı.yaml --state 'sqlite:Günaydın 🤖.db'
            ls *.log
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "env LANG=C",
                "env LC_ALL=POSIX",
                "env LC_CTYPE=C LANG=C.UTF-8",
                "env LANG=xx_YY.UTF-8",
                "env LC_ALL=xx_YY.ISO-8859-9 LANG=C.UTF-8",
                // nor is there a locale of UTF-8 to fall back on
                "env LANG=C LOCPATH=/nonexistent",
                "env LC_ALL=xx_YY LOCPATH=/nonexistent",
                "env LC_ALL=C.UTF-8"
            })
    void what_is_not_ASCII_arrives_as_it_was_typed(String locale) throws Exception {
        assertThat(shell(EVERYWHERE.formatted(locale)))
                .contains(
                        "\"value\":\"sqlite:Günaydın 🤖.db\"",
                        "\"value\":\"simulator:?seed=3\",\"origin\":\"yapı.yaml:1\"",
                        "\"value\":\"günlük.log\"",
                        "\ngünlük.log\n");
    }

    @Test
    void what_a_JVM_without_the_launcher_could_not_read_is_not_sent() throws Exception {
        String sent = shell("LC_ALL=C \"$JAVA_HOME/bin/java\" -Dsun.jnu.encoding=US-ASCII -cp \"$distribution/lib/*\" "
                + "dev.heliograph.cli.Main send --to @alice --text Günaydın || echo \"exit $?\"");

        assertThat(sent)
                .contains("argument 5 (behind --text)", "LANG=C.UTF-8", "exit 2")
                .doesNotContain("Sent");
    }

    /** What the script prints; it is bytes to this JVM, whose own locale may know ASCII only. */
    private String shell(String script) throws IOException, InterruptedException {
        Path distribution = Path.of(System.getProperty("heliograph.distribution"))
                .toAbsolutePath()
                .normalize();
        Path file = Files.writeString(
                folder.resolve("script"),
                "unset LANG LC_ALL LC_CTYPE\ndistribution='" + distribution
                        + "'\nheliograph=$distribution/bin/heliograph\n" + script);
        Path output = folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", file.toString())
                .directory(Files.createDirectory(folder.resolve("work")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().keySet().removeIf(name -> name.matches("(HELIOGRAPH|TELEGRAM|LOG|REDIS)_.*"));
        bash.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = bash.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the script ended").isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
