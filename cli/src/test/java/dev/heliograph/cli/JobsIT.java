// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.cli.Distribution.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Broadcasts that outlive their process, and what looks after them from beside. */
class JobsIT {
    @TempDir
    Path directory;

    private Distribution heliograph;

    @BeforeEach
    void distribution() {
        heliograph = new Distribution(directory).with("HELIOGRAPH_STATE", "sqlite:");
    }

    private static String audience(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"chat_id\":" + (50_000 + i) + ",\"text\":\"Hello " + i + "\"}\n")
                .collect(Collectors.joining());
    }

    private List<JsonNode> lines(String file) throws IOException {
        return heliograph
                .read(file)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private JsonNode shown(String job) throws IOException, InterruptedException {
        return heliograph.run("jobs", "show", job, "--json").succeeds().json();
    }

    /** Waits until the job has sent so many. */
    private void sent(String job, int count) throws IOException, InterruptedException {
        Run run = heliograph.run("jobs", "--json");
        while (run.json()
                .path("jobs")
                .valueStream()
                .noneMatch(one -> one.path("job").asString().equals(job)
                        && one.path("sent").asInt() >= count)) {
            run = heliograph.run("jobs", "--json");
        }
    }

    private Process broadcast(String job, int count) throws IOException {
        heliograph.file("in.jsonl", audience(count));
        Process process = heliograph.start(
                directory.resolve("err.txt"), "broadcast", "--input", "in.jsonl", "--job", job, "--json");
        process.getOutputStream().close();
        return process;
    }

    @Nested
    class A_broadcast_of_another_process {
        @Test
        void is_held_released_and_withdrawn() throws Exception {
            Process process = broadcast("spring", 3_000);
            sent("spring", 5);
            JsonNode held = heliograph
                    .run("jobs", "pause", "spring", "--json")
                    .succeeds()
                    .json();
            assertThat(held.path("changed").asBoolean()).isTrue();
            assertThat(heliograph.run("jobs", "pause", "spring").succeeds().out())
                    .contains("was held already");
            assertThat(shown("spring").path("state").asString()).isEqualTo("paused");
            assertThat(heliograph.run("jobs", "resume", "spring").succeeds().out())
                    .contains("is released");
            JsonNode withdrawn = heliograph
                    .run("jobs", "cancel", "spring", "--json")
                    .succeeds()
                    .json();
            assertThat(withdrawn.path("withdrawn").asInt()).isPositive();
            JsonNode then = shown("spring");
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            JsonNode end = shown("spring");
            assertThat(end.path("sent").asInt())
                    .as("sent after it was withdrawn, which was then %s", then)
                    .isEqualTo(then.path("sent").asInt());
            assertThat(end.path("failed").asInt())
                    .isEqualTo(withdrawn.path("withdrawn").asInt());
            assertThat(end.path("sent").asInt() + end.path("failed").asInt()).isEqualTo(3_000);
        }

        @Test
        void goes_on_by_serve_when_its_process_is_gone() throws Exception {
            Process process = broadcast("spring", 300);
            sent("spring", 5);
            process.destroyForcibly().waitFor();
            Process serving = heliograph.start(directory.resolve("serve.txt"), "serve", "--json");
            try (BufferedReader out = serving.inputReader(StandardCharsets.UTF_8)) {
                JsonNode told = JsonMapper.shared().readTree(out.readLine());
                assertThat(told.path("sessions").asInt()).isEqualTo(1);
                assertThat(told.path("node").asString()).isNotEmpty();
                while (!shown("spring").path("state").asString().equals("done")) {
                    assertThat(serving.isAlive()).isTrue();
                }
                serving.destroy();
                assertThat(serving.waitFor(40, TimeUnit.SECONDS)).isTrue();
                assertThat(serving.exitValue()).isZero();
            }
            heliograph.run("jobs", "show", "spring", "--results", "out.jsonl").succeeds();
            assertThat(lines("out.jsonl")).hasSize(shown("spring").path("total").asInt());
            assertThat(lines("out.jsonl").get(0).propertyNames())
                    .containsExactly("line", "chat", "status", "message_id", "attempts", "reason", "session");
            assertThat(Files.readString(directory.resolve("serve.txt"))).isEmpty();
        }

        @Test
        void that_nobody_knows_is_refused_with_those_there_are() throws Exception {
            heliograph.run("jobs", "show", "spring").refuses("job 'spring'", "there are no jobs");
            assertThat(heliograph.run("jobs").succeeds().out()).contains("No jobs.", "As of ");
            heliograph.file("in.jsonl", audience(1));
            heliograph
                    .run("broadcast", "--input", "in.jsonl", "--job", "autumn")
                    .succeeds();
            heliograph.run("jobs", "cancel", "spring").refuses("expected one of autumn");
            heliograph
                    .run("jobs", "pause", "autumn", "--state", "memory:")
                    .refuses("memory: keeps no jobs between processes");
        }
    }

    @Nested
    class Courtesy {
        @Test
        void people_who_opted_out_or_cannot_be_reached_are_passed_over() throws Exception {
            heliograph.file("in.csv", "chat,name\n@alice,Alice\n@blocked,Eve\n@bob,\"Bob, <b>\"\n");
            heliograph
                    .run("broadcast", "--input", "in.csv", "--text", "Hello {{name}}", "--parse-mode", "html")
                    .endsWith(1);
            heliograph.run("opt-out", "add", "@alice").succeeds();
            assertThat(heliograph.run("opt-out", "list").succeeds().out()).isEqualTo("@alice\n");
            JsonNode dry = heliograph
                    .run("broadcast", "--input", "in.csv", "--text", "Hello {{name}}", "--dry-run", "--json")
                    .succeeds()
                    .json();
            assertThat(dry.path("messages").asInt()).isEqualTo(1);
            assertThat(dry.path("opted_out").asInt()).isEqualTo(1);
            assertThat(dry.path("known_unreachable").asInt()).isEqualTo(1);
            heliograph
                    .run("broadcast", "--input", "in.csv", "--text", "Hello {{name}}", "--results", "out.jsonl")
                    .succeeds();
            assertThat(lines("out.jsonl"))
                    .extracting(line -> line.path("reason").asString())
                    .containsExactly("OPTED_OUT", "KNOWN_UNREACHABLE", "OK");
            heliograph.run("opt-out", "remove", "@alice").succeeds();
            heliograph.file("away.txt", "# on holiday\n@bob\n");
            heliograph
                    .run(
                            "broadcast",
                            "--input",
                            "in.csv",
                            "--text",
                            "Hello",
                            "--opt-out",
                            "away.txt",
                            "--retry-unreachable",
                            "--results",
                            "out.jsonl")
                    .endsWith(1);
            assertThat(lines("out.jsonl"))
                    .extracting(line -> line.path("reason").asString())
                    .containsExactly("OK", "USER_IS_BLOCKED", "OPTED_OUT");
        }

        @Test
        void a_broadcast_rests_in_quiet_hours_and_says_so() throws Exception {
            LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
            heliograph.file("in.jsonl", audience(5));
            Path err = directory.resolve("err.txt");
            Process process = heliograph.start(
                    err,
                    "broadcast",
                    "--input",
                    "in.jsonl",
                    "--job",
                    "night",
                    "--quiet-hours",
                    now.minusHours(1) + "-" + now.plusHours(2) + "@UTC");
            process.getOutputStream().close();
            while (process.isAlive() && !Files.readString(err).contains("quiet hours")) {
                Thread.onSpinWait();
            }
            JsonNode night = shown("night");
            assertThat(night.path("state").asString()).isEqualTo("paused");
            assertThat(night.path("sent").asInt()).isZero();
            heliograph.run("jobs", "resume", "night").succeeds();
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        @Test
        void what_makes_no_sense_is_refused_before_anything_is_sent() throws Exception {
            heliograph.file("in.jsonl", audience(1));
            heliograph
                    .run("broadcast", "--input", "in.jsonl", "--quiet-hours", "late", "--window", "9-5")
                    .refuses("--quiet-hours hours 'late'", "--window hours '9-5'");
            heliograph
                    .run("broadcast", "--input", "in.jsonl", "--text", "a {{", "--opt-out", "absent")
                    .refuses("absent: no such file");
            heliograph
                    .run("broadcast", "--input", "in.jsonl", "--text", "a {{name}}")
                    .refuses("line 1: no name, which the template asks for");
            heliograph
                    .run("broadcast", "--input", "in.jsonl", "--text", "a {{name}}", "--dry-run", "--json")
                    .endsWith(2);
            heliograph
                    .run(
                            "broadcast",
                            "--input",
                            "in.jsonl",
                            "--text",
                            "a {{name}}",
                            "--dry-run",
                            "--json",
                            "--skip-bad")
                    .endsWith(0);
            heliograph.file("in.csv", "name\nx\n");
            heliograph.run("broadcast", "--input", "in.csv").refuses("line 1: expected the names of the columns");
        }
    }

    @Test
    void a_roster_lists_the_sessions_for_all_hosts() throws Exception {
        heliograph.file(
                "roster.yaml",
                "sessions: [ { name: a, botToken: \"1:aaa\", share: true }, { name: b, botToken: \"2:bbb\" } ]\n");
        heliograph.run("serve", "--roster", "roster.yaml").refuses("session a has credentials", "--transport botapi:");
        heliograph.with("HELIOGRAPH_TRANSPORT", "simulator:");
        Process serving = heliograph.start(directory.resolve("err.txt"), "serve", "--roster", "roster.yaml");
        try (BufferedReader out = serving.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith("serving 2 sessions as ");
        }
        // as timeout does: to the process, and to its group
        serving.destroy();
        serving.destroy();
        assertThat(serving.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(serving.exitValue()).isZero();
        heliograph.file("wrong.yaml", "state: \"memory:\"\nsessions: []\n");
        heliograph
                .run("serve", "--roster", "wrong.yaml")
                .refuses("a roster lists 'sessions:' only", "lists no session");
    }

    @Test
    void commands_for_sessions_hold_the_leases_of_the_fleet() throws Exception {
        heliograph.file("heliograph.yaml", "lease: 100ms\n");
        heliograph
                .run("session", "list", "--vault", "state", "--state", "sqlite:fleet.db")
                .refuses("lease: PT0.1S: expected 1s to 10m");
    }
}
