// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rehearsal on the simulator and the real thing are kept apart, and neither is taken for the other. */
class RehearsalTest {
    private static final String SERVER = "botapi:?endpoint=http://127.0.0.1:9";
    private static final String TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

    @TempDir
    Path folder;

    private final Map<String, String> variables = new TreeMap<>();
    private Screen screen = new Screen();

    private int run(String... arguments) {
        screen = new Screen().with("HELIOGRAPH_STATE", "sqlite:" + folder.resolve("state.db"));
        variables.forEach(screen::with);
        return screen.run("", arguments);
    }

    private Path audience() throws IOException {
        return Files.writeString(folder.resolve("in.jsonl"), "{\"chat\":\"@alice\",\"text\":\"Hello\"}\n");
    }

    @Nested
    class A_store_that_was_used_in_a_rehearsal {
        private void rehearse() throws IOException {
            assertThat(run("broadcast", "--input", audience().toString(), "--job", "spring"))
                    .as(screen::err)
                    .isZero();
            variables.put("HELIOGRAPH_TRANSPORT", SERVER);
            variables.put("TELEGRAM_BOT_TOKEN", TOKEN);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "send --to @alice --text x",
                    "jobs",
                    "jobs cancel spring",
                    "stats",
                    "health",
                    "explain --to 5",
                    "opt-out list",
                    "serve",
                    "listen"
                })
        void is_refused_in_earnest_by_every_command(String command) throws IOException {
            rehearse();
            assertThat(run(command.split(" "))).isEqualTo(2);
            assertThat(screen.out()).isEmpty();
            assertThat(screen.err().lines())
                    .singleElement()
                    .asString()
                    .contains("used with simulator:", "wanted with botapi: http://127.0.0.1:9", "--state");
        }

        @Test
        void does_not_swallow_the_real_run() throws IOException {
            rehearse();
            assertThat(run("broadcast", "--input", folder.resolve("in.jsonl").toString(), "--job", "spring"))
                    .isEqualTo(2);
            assertThat(screen.out()).isEmpty();
        }

        @Test
        void is_used_on_by_the_simulator_with_whatever_settings() throws IOException {
            rehearse();
            variables.clear();
            assertThat(run("send", "--transport", "simulator:?seed=9&latency=1ms", "--to", "@bob", "--text", "x"))
                    .isZero();
        }

        @Test
        void says_so_and_forgets_it_when_it_is_asked_to() throws IOException {
            rehearse();
            assertThat(run("state", "world", "--json")).isZero();
            assertThat(screen.out()).contains("\"used_with\":\"simulator:\"");
            assertThat(run("state", "world", "--forget")).isZero();
            assertThat(run("jobs")).as(screen::err).isZero();
            assertThat(screen.out()).contains("spring");
        }
    }

    @Nested
    class Credentials_without_a_transport {
        @ParameterizedTest
        @ValueSource(strings = {"send --to @alice --text x", "serve", "jobs", "health", "listen"})
        void of_a_bot_are_refused(String command) {
            variables.put("TELEGRAM_BOT_TOKEN", TOKEN);
            assertThat(run(command.split(" "))).isEqualTo(2);
            assertThat(screen.out()).isEmpty();
            assertThat(screen.err())
                    .contains("TELEGRAM_BOT_TOKEN", "--transport botapi:")
                    .doesNotContain(TOKEN);
        }

        @Test
        void of_a_user_are_refused_too() {
            variables.put("TELEGRAM_PHONE", "+905551112233");
            assertThat(run("send", "--to", "@alice", "--text", "x")).isEqualTo(2);
            assertThat(screen.err()).contains("--transport tdlight:").doesNotContain("905551112233");
        }

        @Test
        void of_a_file_are_refused_too() throws IOException {
            Path file = Files.writeString(
                    folder.resolve("fleet.yaml"), "sessions: [ { name: news, botToken: \"" + TOKEN + "\" } ]\n");
            assertThat(run("--config", file.toString(), "jobs")).isEqualTo(2);
            assertThat(screen.err())
                    .contains("session news", "--transport botapi:")
                    .doesNotContain(TOKEN);
        }

        @Test
        void rehearse_where_the_simulator_is_named() {
            variables.put("TELEGRAM_BOT_TOKEN", TOKEN);
            assertThat(run("send", "--transport", "simulator:", "--to", "@alice", "--text", "x"))
                    .isZero();
        }

        @Test
        void keep_nobody_from_looking_at_the_configuration() {
            variables.put("TELEGRAM_BOT_TOKEN", TOKEN);
            assertThat(run("config")).isZero();
        }
    }

    @Nested
    class What_is_simulated_says_so {
        private static final String LINE = "Simulated: nothing reaches Telegram.\n";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "send --to @alice --text x",
                    "send --to @blocked --text x",
                    "entity @alice",
                    "history @alice",
                    "jobs",
                    "jobs show spring",
                    "jobs pause spring",
                    "jobs cancel spring",
                    "stats",
                    "health",
                    "explain --to @alice",
                    "opt-out add @eve",
                    "broadcast --input in.jsonl",
                    "broadcast --input in.jsonl --dry-run"
                })
        void in_text_and_in_JSON(String command) throws IOException {
            assertThat(run("broadcast", "--input", audience().toString(), "--job", "spring"))
                    .isZero();
            String here = command.replace("in.jsonl", folder.resolve("in.jsonl").toString());
            run(here.split(" "));
            assertThat(screen.out()).endsWith(LINE);
            run((here + " --json").split(" "));
            if (!command.startsWith("history")) {
                assertThat(screen.out()).endsWith(",\"simulated\":true}\n");
            }
        }

        @Test
        void in_every_message_that_comes_in() {
            assertThat(run("listen", "--transport", "simulator:?traffic=6000", "--count", "2"))
                    .isZero();
            assertThat(screen.out().lines()).hasSize(2).allMatch(line -> line.contains("\"simulated\":true"));
        }
    }
}
