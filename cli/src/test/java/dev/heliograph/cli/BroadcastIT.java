// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.cli.Distribution.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job of the built distribution: a file of messages through a pool of sessions. */
class BroadcastIT {
    @TempDir
    Path directory;

    private Distribution heliograph;

    @BeforeEach
    void distribution() {
        heliograph = new Distribution(directory).with("HELIOGRAPH_STATE", "sqlite:");
    }

    @Test
    void every_line_has_its_result_in_the_order_of_the_input() throws Exception {
        heliograph.file(
                "heliograph.yaml",
                "transport: \"simulator:\"\nsessions: [ { name: a, botToken: \"1:aaa\" }, { name: b, botToken: \"2:bbb\" } ]\n");
        heliograph.file("in.jsonl", audience(40) + "{\"chat\":\"@blocked\",\"text\":\"x\"}\n");
        Run run = heliograph.run(
                "broadcast", "--input", "in.jsonl", "--results", "out.jsonl", "--report", "report.json", "--json");
        JsonNode report = run.endsWith(1).json();
        assertThat(report.propertyNames())
                .containsExactly(
                        "job",
                        "total",
                        "sent",
                        "failed",
                        "skipped",
                        "unknown",
                        "reasons",
                        "flood_waits",
                        "duration_ms",
                        "simulated");
        assertThat(report.path("sent").asInt()).isEqualTo(40);
        assertThat(report.path("failed").path("FORBIDDEN").asInt()).isEqualTo(1);
        assertThat(JsonMapper.shared().readTree(heliograph.read("report.json"))).isEqualTo(report);
        List<JsonNode> results = results();
        assertThat(results)
                .extracting(line -> line.path("line").asInt())
                .isEqualTo(IntStream.rangeClosed(1, 41).boxed().toList());
        assertThat(results.get(0).propertyNames())
                .containsExactly("line", "chat", "status", "message_id", "attempts", "reason", "session");
        assertThat(results.get(40).path("chat").asString()).isEqualTo("@blocked");
        assertThat(results.stream().map(line -> line.path("session").asString()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void the_input_may_come_from_standard_input() throws Exception {
        Run run = heliograph.runWithInput(audience(3), "broadcast", "--input", "-");
        assertThat(run.succeeds().out()).contains("TOTAL", "SENT");
    }

    @Test
    void bad_lines_are_named_and_nothing_is_sent() throws Exception {
        heliograph.file("in.jsonl", audience(1) + "{\"chat_id\":5,\"text\n{\"text\":\"x\"}\n");
        heliograph
                .run("broadcast", "--input", "in.jsonl", "--results", "out.jsonl")
                .refuses("line 2: malformed JSON", "line 3: no chat", "2 bad lines; nothing was sent");
        assertThat(directory.resolve("out.jsonl")).doesNotExist();
    }

    @Test
    void bad_lines_can_be_passed_over() throws Exception {
        heliograph.file("in.jsonl", audience(1) + "nonsense\n" + audience(1));
        JsonNode report = heliograph
                .run("broadcast", "--input", "in.jsonl", "--results", "out.jsonl", "--skip-bad", "--json")
                .endsWith(1)
                .json();
        assertThat(report.path("total").asInt()).isEqualTo(3);
        assertThat(report.path("failed").path("FAILED").asInt()).isEqualTo(1);
        assertThat(results())
                .extracting(line -> line.path("reason").asString())
                .containsExactly("OK", "BAD_LINE", "OK");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused() throws Exception {
        heliograph.run("broadcast", "--input", "absent.jsonl").refuses("absent.jsonl: no such file");
        heliograph.run("broadcast", "--input", ".").refuses("is a directory");
        heliograph.run("broadcast", "--input", "x", "--pool", "lottery").refuses("--pool", "round-robin");
        heliograph
                .run("broadcast", "--input", "x", "--results", "no/such/folder/out")
                .refuses("--results");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-INT", "-TERM"})
    void an_interrupted_job_writes_its_results_and_says_how_to_resume(String signal) throws Exception {
        heliograph.file("in.jsonl", audience(2_000));
        Path err = directory.resolve("err.txt");
        Process process =
                heliograph.start(err, "broadcast", "--input", "in.jsonl", "--results", "out.jsonl", "--job", "spring");
        process.getOutputStream().close();
        while (process.isAlive() && !heliograph.run("jobs", "--json").out().contains("\"sent\":1")) {
            Thread.onSpinWait();
        }
        // SIGINT as Ctrl-C sends it
        interrupt(process, signal);
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(Files.readString(err)).contains("interrupted:", "--job spring");
        assertThat(results()).hasSize(2_000);
        assertThat(results().get(0).path("status").asString()).isEqualTo("SUCCESS");
        int ended = ended();
        assertThat(ended).isLessThan(2_000);
        Process resumed =
                heliograph.start(err, "broadcast", "--input", "in.jsonl", "--results", "out.jsonl", "--job", "spring");
        resumed.getOutputStream().close();
        while (resumed.isAlive() && sent() <= ended) {
            Thread.onSpinWait();
        }
        assertThat(resumed.isAlive()).as("it goes on").isTrue();
        interrupt(resumed, signal);
        assertThat(resumed.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(ended()).isGreaterThan(ended);
    }

    private int sent() throws Exception {
        return heliograph
                .run("jobs", "--json")
                .json()
                .path("jobs")
                .path(0)
                .path("sent")
                .asInt();
    }

    private int ended() throws IOException {
        return (int) results().stream()
                .filter(line -> line.path("status").isString())
                .count();
    }

    private static void interrupt(Process process, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private List<JsonNode> results() throws IOException {
        return heliograph
                .read("out.jsonl")
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static String audience(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"chat_id\":" + (50_000 + i) + ",\"text\":\"Hello " + i + "\"}\n")
                .collect(Collectors.joining());
    }
}
