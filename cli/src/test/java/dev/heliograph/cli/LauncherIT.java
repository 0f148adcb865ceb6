// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher of the distribution in locales that know ASCII only, are not installed, or are not set at all. */
class LauncherIT {
    /** In an option, in the name of a file that is read, in a variable, and in the name of a file that is written. */
    private static final String EVERYWHERE = """
            printf 'transport: "simulator:?seed=3"\\n' > yapı.yaml
            HELIOGRAPH_LOG_FILE=günlük.log %1$s "$heliograph" stats --json --config yapı.yaml --state 'sqlite:Günaydın 🤖.db'
            ls *.log *.db
            %1$s "$heliograph" config --json --config yapı.yaml --state 'sqlite:Günaydın 🤖.db'
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
        assertThat(Shell.in(folder).run(EVERYWHERE.formatted(locale)))
                .contains(
                        "\"value\":\"sqlite:Günaydın 🤖.db\"",
                        "\"value\":\"simulator:?seed=3\",\"origin\":\"yapı.yaml:1\"",
                        "\nGünaydın 🤖.db\ngünlük.log\n");
    }

    @Test
    void what_a_JVM_without_the_launcher_could_not_read_is_not_sent() throws Exception {
        String sent = Shell.in(folder)
                .run("LC_ALL=C \"$JAVA_HOME/bin/java\" -Dsun.jnu.encoding=US-ASCII -cp \"$distribution/lib/*\" "
                        + "dev.heliograph.cli.Main send --to @alice --text Günaydın || echo \"exit $?\"");

        assertThat(sent)
                .contains("argument 5 (behind --text)", "LANG=C.UTF-8", "exit 2")
                .doesNotContain("Sent");
    }
}
