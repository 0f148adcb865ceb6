// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.cli.Distribution.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The commands of the built distribution: what they answer, and how they end. */
class CommandsIT {
    @TempDir
    Path directory;

    private Distribution heliograph;

    @BeforeEach
    void distribution() {
        heliograph = new Distribution(directory);
    }

    @Nested
    class Version_and_completion {
        @Test
        void the_version_is_told_before_or_after_the_option() throws Exception {
            assertThat(heliograph
                            .run("version", "--json")
                            .succeeds()
                            .json()
                            .path("version")
                            .asString())
                    .isNotEmpty();
            assertThat(heliograph.run("--json", "version").succeeds().out()).startsWith("{\"version\":\"");
        }

        @Test
        void completion_is_a_script_for_bash() throws Exception {
            assertThat(heliograph.run("completion").succeeds().out())
                    .contains("complete -F", "broadcast", "--when-unsure");
        }

        @Test
        void a_command_that_does_not_exist_is_named_with_the_nearest() throws Exception {
            heliograph.run("brodcast").refuses("unknown command 'brodcast'", "broadcast");
        }

        @Test
        void no_command_at_all_shows_what_there_is() throws Exception {
            heliograph.run().refuses("demo", "send", "simulate");
        }
    }

    @Nested
    class Plugins {
        @Test
        void are_listed_by_kind() throws Exception {
            JsonNode json = heliograph.run("plugins", "--json").succeeds().json();
            assertThat(json.path("plugins").findValuesAsString("scheme")).contains("simulator", "memory", "prometheus");
            assertThat(json.path("missing_commands")).isEmpty();
        }

        @Test
        void are_described_with_their_settings() throws Exception {
            assertThat(heliograph
                            .run("plugins", "describe", "simulator")
                            .succeeds()
                            .out())
                    .contains("seed", "faults", "DEFAULT");
        }

        @Test
        void of_an_unknown_scheme_are_refused_with_the_known_ones() throws Exception {
            heliograph.run("plugins", "describe", "carrier-pigeon").refuses("carrier-pigeon:", "simulator:");
        }
    }

    @Nested
    class Send {
        @Test
        void says_how_it_ended() throws Exception {
            JsonNode json = heliograph
                    .run("send", "--to", "@alice", "--text", "hello", "--json")
                    .succeeds()
                    .json();
            assertThat(json.propertyNames())
                    .containsExactly(
                            "status",
                            "message_id",
                            "chat",
                            "session",
                            "attempts",
                            "reason",
                            "retry_after_ms",
                            "error",
                            "simulated");
            assertThat(json.path("status").asString()).isEqualTo("SUCCESS");
            assertThat(json.path("message_id").asLong()).isPositive();
            assertThat(json.path("error").isNull()).isTrue();
        }

        @Test
        void a_recipient_who_refuses_is_no_success() throws Exception {
            JsonNode json = heliograph
                    .run("send", "--to", "@blocked", "--text", "hello", "--json")
                    .endsWith(1)
                    .json();
            assertThat(json.path("status").asString()).isEqualTo("FORBIDDEN");
            assertThat(json.path("reason").asString()).isEqualTo("USER_IS_BLOCKED");
            assertThat(json.path("error").asString())
                    .isEqualTo("Not sent to @blocked: this person blocked the sender (USER_IS_BLOCKED)");
        }

        @Test
        void an_unknown_peer_is_NOT_FOUND() throws Exception {
            Run run = heliograph
                    .run("send", "--to", "@nobody_here", "--text", "hello")
                    .endsWith(1);
            assertThat(run.out()).startsWith("Not sent to @nobody_here: nobody has this name");
        }

        @Test
        void wrong_input_is_refused_before_anything_is_sent() throws Exception {
            heliograph.run("send", "--to", "@alice").refuses("--text");
            heliograph.run("send", "--to", "no such chat", "--text", "x").refuses("--to", "@username");
            heliograph
                    .run("send", "--to", "5", "--text", "<b>x", "--parse-mode", "html")
                    .refuses("--text", "position");
            heliograph
                    .run("send", "--to", "5", "--text", "x", "--deadline", "soon")
                    .refuses("--deadline", "500ms");
        }

        @Test
        void later_is_left_to_Telegram_for_users_only() throws Exception {
            heliograph.with("HELIOGRAPH_STATE", "memory:");
            heliograph
                    .run("send", "--to", "5", "--text", "x", "--schedule", "+1h")
                    .refuses("--schedule", "is a bot");
            heliograph.with("TELEGRAM_PHONE", "+905551112233").with("HELIOGRAPH_TRANSPORT", "simulator:");
            heliograph
                    .run("send", "--to", "5", "--text", "x", "--schedule", "+1h", "--silent")
                    .succeeds();
            heliograph
                    .run("send", "--to", "5", "--text", "x", "--schedule", "2001-01-01T00:00")
                    .refuses("--schedule", "past");
        }
    }

    @Nested
    class Reading {
        @Test
        void an_entity_is_shown() throws Exception {
            JsonNode json =
                    heliograph.run("entity", "@alice", "--json").succeeds().json();
            assertThat(json.path("kind").asString()).isEqualTo("user");
            assertThat(json.path("username").asString()).isEqualTo("alice");
        }

        @Test
        void nobody_is_NOT_FOUND() throws Exception {
            JsonNode json = heliograph
                    .run("--json", "entity", "@nobody_here")
                    .endsWith(1)
                    .json();
            assertThat(json.path("status").asString()).isEqualTo("NOT_FOUND");
        }

        @Test
        void a_chat_without_messages_is_empty() throws Exception {
            assertThat(heliograph.run("history", "@alice", "--json").succeeds().out())
                    .isEmpty();
            heliograph.run("history", "@alice", "--limit", "0").refuses("--limit");
        }

        @Test
        void what_comes_in_is_a_JSON_object_a_line() throws Exception {
            Run run = heliograph.run(
                    "listen",
                    "--transport",
                    "simulator:?traffic=6000",
                    "--count",
                    "3",
                    "--for",
                    "20s",
                    "--filter",
                    "incoming");
            assertThat(run.succeeds().jsonLines()).hasSize(3).allSatisfy(line -> {
                assertThat(line.path("event").asString()).isEqualTo("new_message");
                assertThat(line.path("text").asString()).isNotEmpty();
            });
            heliograph.run("listen", "--filter", "colour=red").refuses("--filter colour=red");
        }
    }

    @Nested
    class Looking_after_sessions {
        @Test
        void statistics_say_as_of_when() throws Exception {
            JsonNode json = heliograph.run("stats", "--json").succeeds().json();
            assertThat(json.path("as_of").asString()).endsWith("Z");
            assertThat(json.path("sessions").get(0).path("session").asString()).isEqualTo("main");
            assertThat(heliograph.run("stats", "--state", "sqlite:").succeeds().out())
                    .contains("As of ")
                    .doesNotContain("memory:");
            assertThat(heliograph.run("stats").succeeds().out()).contains("memory: keeps nothing between processes");
        }

        @Test
        void a_healthy_fleet_is_a_success() throws Exception {
            assertThat(heliograph
                            .run("health", "--json")
                            .succeeds()
                            .json()
                            .path("healthy")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void an_explanation_names_what_holds_a_message() throws Exception {
            JsonNode json = heliograph
                    .run("explain", "--to", "@alice", "--json")
                    .succeeds()
                    .json();
            assertThat(json.path("sessions").get(0).path("holds").isArray()).isTrue();
        }
    }

    @Nested
    class Simulations {
        @Test
        void the_same_seed_has_the_same_history() throws Exception {
            JsonNode one = heliograph
                    .run("simulate", "--seed", "7", "--sessions", "20", "--json")
                    .succeeds()
                    .json();
            JsonNode same = heliograph
                    .run("simulate", "--seed", "7", "--sessions", "20", "--json")
                    .succeeds()
                    .json();
            assertThat(one.propertyNames())
                    .containsExactly(
                            "seed",
                            "sessions",
                            "days",
                            "faults",
                            "messages",
                            "statuses",
                            "invariants",
                            "history_sha256",
                            "wall_ms");
            assertThat(one.path("history_sha256")).isEqualTo(same.path("history_sha256"));
            assertThat(one.path("messages").asInt()).isEqualTo(4_000);
        }

        @Test
        void wrong_numbers_are_refused_all_at_once() throws Exception {
            heliograph
                    .run("simulate", "--seed", "7", "--sessions", "0", "--faults", "storm")
                    .refuses("--sessions 0", "--faults storm");
        }

        @Test
        void the_demonstration_ends_as_its_script_says() throws Exception {
            JsonNode json = heliograph.run("demo", "--json").succeeds().json();
            assertThat(json.propertyNames())
                    .containsExactly("seed", "sessions", "messages", "statuses", "flood_waits", "duration_ms");
            assertThat(json.path("flood_waits").asInt()).isPositive();
            assertThat(json.path("duration_ms").asLong()).isBetween(4_000L, 25_000L);
        }
    }

    @Test
    void what_is_remembered_is_kept_in_one_folder_of_the_caller() throws IOException, InterruptedException {
        heliograph.run("send", "--to", "5", "--text", "x").succeeds();
        assertThat(directory).as("a rehearsal leaves nothing behind").isEmptyDirectory();
        heliograph.run("send", "--to", "5", "--text", "x", "--state", "sqlite:").succeeds();
        assertThat(directory.toFile().list()).containsExactly(".heliograph");
        assertThat(directory.resolve(".heliograph").resolve("state.db")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "version", "config", "plugins", "simulate --seed 1 --sessions 2"})
    void commands_that_need_no_memory_open_no_store(String command) throws IOException, InterruptedException {
        heliograph.run(command.split(" ")).succeeds();
        assertThat(directory).isEmptyDirectory();
    }
}
