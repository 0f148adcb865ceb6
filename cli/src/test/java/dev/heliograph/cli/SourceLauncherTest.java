// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher that builds from the sources, with a Maven that builds a program of one line. */
class SourceLauncherTest {
    private static final String MAVEN = """
            #!/usr/bin/env bash
            echo "$@" >> "$BUILDS"
            [[ -z ${BROKEN:-} ]] || { echo 'core does not compile'; exit 1; }
            mkdir -p cli/target/heliograph/bin cli/target/heliograph/lib
            touch target/build-started
            printf '#!/usr/bin/env bash\\necho "ran $*"\\nexit 7\\n' > cli/target/heliograph/bin/heliograph
            chmod +x cli/target/heliograph/bin/heliograph
            touch -d '+1 second' cli/target/heliograph/lib
            """;

    @TempDir
    Path home;

    @BeforeEach
    void sources() throws IOException {
        Files.copy(Path.of("..", "heliograph"), home.resolve("heliograph"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve(".mvn"));
        Files.createDirectories(home.resolve("cli"));
        Files.writeString(home.resolve("cli/pom.xml"), "<project/>");
        tool("mvn", MAVEN);
        tool("javac", "#!/usr/bin/env bash\necho 'javac 17.0.1'\n");
    }

    @Test
    void the_first_call_says_that_it_builds_and_the_next_is_silent() throws Exception {
        Ended first = heliograph("", "send", "--to", "@alice");
        Ended second = heliograph("", "version");

        assertThat(first.err).isEqualTo("heliograph: building, about a minute\n");
        assertThat(first.out).isEqualTo("ran send --to @alice\n");
        assertThat(first.code).isEqualTo(7);
        assertThat(second.err).isEmpty();
        assertThat(Files.readAllLines(home.resolve("builds"))).hasSize(1);
    }

    @Test
    void what_a_build_says_is_shown_where_it_fails() throws Exception {
        Ended broken = heliograph("BROKEN=1", "version");

        assertThat(broken.err).contains("core does not compile", "heliograph: the build failed, see above.");
        assertThat(broken.out).isEmpty();
        assertThat(broken.code).isEqualTo(1);
    }

    @Test
    void Maven_gets_the_options_of_its_variable() throws Exception {
        Ended built = heliograph("MAVEN_ARGS='-Dmaven.repo.local=elsewhere -o'", "version");

        assertThat(built.code).isEqualTo(7);
        assertThat(Files.readString(home.resolve("builds"))).contains(" -Dmaven.repo.local=elsewhere -o ");
    }

    private void tool(String name, String script) throws IOException {
        Path file = Files.createDirectories(home.resolve("tools")).resolve(name);
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Ended(int code, String out, String err) {}

    private Ended heliograph(String variables, String... words) throws IOException, InterruptedException {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", variables + " ./heliograph " + String.join(" ", words))
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        bash.environment().keySet().removeIf(name -> name.matches("(HELIOGRAPH|MAVEN|JAVA)_.*"));
        bash.environment().merge("PATH", home.resolve("tools") + ":", (path, tools) -> tools + path);
        bash.environment().put("BUILDS", home.resolve("builds").toString());
        Process process = bash.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("the launcher ended")
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
