// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Broadcasts of the built distribution over the Bot API, against a server in a process of its own with ten times
 * Telegram's limits. What is held is counted, not timed.
 */
class BroadcastOverHttpIT {
    private static final long CHAT = 70_001;
    private static final long GROUP = -1_001_100_000_001L;

    @TempDir
    Path directory;

    private final List<Long> targets = new ArrayList<>();
    private List<JsonNode> accepted = List.of();
    private List<JsonNode> results = List.of();
    private JsonNode score = JsonMapper.shared().createObjectNode();

    @AfterEach
    void the_results_agree_with_the_server_and_nothing_is_doubled_or_out_of_order() {
        Map<String, List<JsonNode>> fates = new HashMap<>();
        Map<Long, Integer> newest = new HashMap<>();
        for (JsonNode message : accepted) {
            String text = message.path("text").asString();
            assertThat(fates.computeIfAbsent(text, any -> new ArrayList<>()))
                    .as("accepted before: %s", message)
                    .isEmpty();
            fates.get(text).add(message);
            int line = Integer.parseInt(text.substring("line ".length()));
            assertThat(newest.put(message.path("chat").asLong(), line))
                    .as("the line before %s in its chat", message)
                    .satisfiesAnyOf(
                            before -> assertThat(before).isNull(),
                            before -> assertThat(before).isLessThan(line));
        }
        assertThat(results).hasSameSizeAs(targets);
        for (int line = 1; line <= results.size(); line++) {
            JsonNode result = results.get(line - 1);
            List<JsonNode> fate = fates.getOrDefault("line " + line, List.of());
            assertThat(result.path("line").asInt()).isEqualTo(line);
            assertThat(result.path("chat").asLong()).isEqualTo(targets.get(line - 1));
            switch (result.path("status").asString("none")) {
                case "SUCCESS" ->
                    assertThat(fate)
                            .as("%s", result)
                            .singleElement()
                            .satisfies(message ->
                                    assertThat(message.path("message_id")).isEqualTo(result.path("message_id")));
                case "UNKNOWN" -> assertThat(result.path("reason").asString()).isNotEmpty();
                case "none" -> assertThat(result).as("a line without an end").isNull();
                default -> assertThat(fate).as("%s", result).isEmpty();
            }
        }
    }

    @Test
    void one_message_to_each_of_many_meets_no_flood() throws Exception {
        to(CHAT, 600, 1);
        broadcast(0);
        assertThat(accepted).hasSize(600);
        assertThat(floods()).isZero();
    }

    @Test
    void a_server_that_allows_a_smaller_burst_is_not_offended() throws Exception {
        to(CHAT, 300, 1);
        broadcast(0, "--bot", "300/s burst 250");
        assertThat(accepted).hasSize(300);
        assertThat(floods()).isZero();
    }

    @Test
    void chats_and_groups_mixed_meet_no_flood() throws Exception {
        mixed();
        broadcast(0);
        assertThat(accepted).hasSize(targets.size());
        assertThat(floods()).isZero();
    }

    @Test
    void faults_leave_doubts_and_no_losses() throws Exception {
        mixed();
        List<Long> blocked = List.of(CHAT + 3, CHAT + 17);
        broadcast(
                1,
                "--faults",
                "server-errors=0.02,server-errors-after=0.01,lost-unread=0.01,lost-after=0.01",
                "--blocked",
                blocked.get(0) + "," + blocked.get(1));
        assertThat(floods()).isZero();
        assertThat(score.path("server_errors").asInt()).isPositive();
        assertThat(count("UNKNOWN")).isPositive();
        // a request that was repeated by the HTTP client itself is nobody's attempt
        long attempts = results.stream()
                .mapToLong(result -> result.path("attempts").asLong())
                .sum();
        assertThat(score.path("requests").asLong() - attempts)
                .as("requests that were no attempts: who am I, and what comes with it")
                .isBetween(0L, 5L);
        assertThat(results.stream()
                        .filter(result -> blocked.contains(result.path("chat").asLong())))
                .extracting(result -> result.path("status").asString())
                .isSubsetOf("FORBIDDEN", "UNKNOWN")
                .contains("FORBIDDEN");
        assertThat(count("SUCCESS") + count("UNKNOWN") + count("FORBIDDEN")).isEqualTo(targets.size());
    }

    @Test
    void full_chats_at_the_head_hold_up_nobody() throws Exception {
        to(CHAT, 1, 25);
        to(GROUP, 1, 30);
        to(CHAT + 1, 300, 1);
        broadcast(0);
        assertThat(accepted).hasSize(targets.size());
        assertThat(floods()).isZero();
        // the group may take 20 in three seconds, so its last ten come after everybody else
        assertThat(accepted.subList(0, targets.size() - 15))
                .extracting(message -> message.path("chat").asLong())
                .contains(CHAT + 300);
    }

    @Test
    void nobody_knocks_at_a_window_out_of_the_blue() throws Exception {
        to(CHAT, 400, 1);
        // on a busy machine an answer is read late, and each knock would double the window
        broadcast(0, "--flood-after", "100", "--flood-for", "2s", "--grace", "1s");
        assertThat(accepted).hasSize(400);
        // what was in flight on the 64 connections that there may be; one that knocked on would be refused for ever
        assertThat(floods()).isBetween(1L, 80L);
    }

    private void to(long first, int chats, int each) {
        for (int chat = 0; chat < chats; chat++) {
            targets.addAll(Collections.nCopies(each, first < 0 ? first - chat : first + chat));
        }
    }

    private void mixed() {
        to(CHAT, 30, 12);
        to(GROUP, 5, 12);
        Collections.shuffle(targets, new Random(7));
    }

    private void broadcast(int code, String... options) throws IOException, InterruptedException {
        Distribution heliograph = new Distribution(directory)
                .with("TELEGRAM_BOT_TOKEN", "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
                .with("HELIOGRAPH_LIMITS_SESSION", "300/s burst 200")
                .with("HELIOGRAPH_LIMITS_CHAT", "10/s burst 2")
                .with("HELIOGRAPH_LIMITS_GROUP", "20/3s");
        heliograph.file(
                "in.jsonl",
                IntStream.range(0, targets.size())
                        .mapToObj(i -> "{\"chat_id\":" + targets.get(i) + ",\"text\":\"line " + (i + 1) + "\"}\n")
                        .collect(Collectors.joining()));
        Process server = server(options);
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            URI endpoint = URI.create(String.valueOf(out.readLine()).replace("listening ", ""));
            heliograph
                    .run(
                            "--transport",
                            "botapi:?endpoint=" + endpoint,
                            "broadcast",
                            "--input",
                            "in.jsonl",
                            "--results",
                            "out.jsonl")
                    .endsWith(code);
            results = documents(heliograph.read("out.jsonl"));
            accepted = documents(page(endpoint, "accepted"));
            score = documents(page(endpoint, "score")).get(0);
        } finally {
            server.destroyForcibly();
        }
    }

    /** A later option takes the place of an earlier one. */
    private Process server(String... options) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "--bot",
                "300/s burst 400",
                "--chat",
                "10/s burst 3",
                "--group",
                "20/3s",
                "--groups",
                "5",
                "--seed",
                "7"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        List<String> words = new ArrayList<>(List.of("simulate-server"));
        all.forEach((name, value) -> words.addAll(List.of(name, value)));
        return new Distribution(directory)
                .start(Files.createTempFile(directory, "server", ".err"), words.toArray(String[]::new));
    }

    private static String page(URI endpoint, String name) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.resolve("/simulator/" + name)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static List<JsonNode> documents(String lines) {
        return lines.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    }

    private long floods() {
        return score.path("too_many_requests").asLong();
    }

    private long count(String status) {
        return results.stream()
                .filter(result -> result.path("status").asString().equals(status))
                .count();
    }
}
