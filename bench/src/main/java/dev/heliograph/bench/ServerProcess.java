// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated Telegram in a process of its own. It says "listening URL" when it is ready and ends on SIGTERM. */
final class ServerProcess implements AutoCloseable {
    private static final String READY = "listening";

    private final Process process;
    private final URI endpoint;
    private final Map<String, String> opened;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(Process process, URI endpoint, Map<String, String> opened) {
        this.process = process;
        this.endpoint = endpoint;
        this.opened = opened;
    }

    /**
     * Starts the command with these options and waits until it listens.
     *
     * @param further what else it says, and is waited for, one a line: a word and what belongs to it
     * @throws IOException where it ends without having listened
     */
    static ServerProcess start(List<String> command, List<String> options, String... further) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(options);
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        Map<String, String> opened = new HashMap<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            String[] parts = line.strip().split("\\s+", 2);
            opened.put(parts[0], parts[parts.length - 1]);
            String endpoint = opened.get(READY);
            if (endpoint != null && opened.keySet().containsAll(List.of(further))) {
                return new ServerProcess(process, URI.create(endpoint), opened);
            }
        }
        throw new IOException("the server ended before it listened: " + String.join(" ", words));
    }

    URI endpoint() {
        return endpoint;
    }

    /** What it said about that when it started. */
    String opened(String word) {
        return opened.getOrDefault(word, "");
    }

    /** Begins the score anew. */
    void resetScore() throws IOException, InterruptedException {
        post("/simulator/reset-score", "{}");
    }

    Score score() throws IOException, InterruptedException {
        return Score.of(JsonMapper.shared().readTree(get("/simulator/score")));
    }

    List<Accepted> accepted() throws IOException, InterruptedException {
        List<Accepted> accepted = new ArrayList<>();
        for (String line : get("/simulator/accepted").lines().toList()) {
            JsonNode json = JsonMapper.shared().readTree(line);
            accepted.add(new Accepted(
                    json.path("chat").asLong(),
                    json.path("message_id").asLong(),
                    json.path("text").asString(),
                    millis(json.path("at").asString())));
        }
        return accepted;
    }

    /** Lets a person write to the bot. */
    void write(long person, String bot, String text) throws IOException, InterruptedException {
        String body = "{\"from\":" + person + ",\"bot\":\"" + bot + "\",\"text\":\"" + text + "\"}";
        post("/simulator/write", body);
    }

    /** Other limits from now on, of which the client is not told. */
    void limit(String token, ServerLimits limits) throws IOException, InterruptedException {
        post("/simulator/limits", "{\"bot\":\"" + token + "\",\"session\":\"" + limits.session() + "\"}");
    }

    private void post(String page, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(page))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(page + " answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private static double millis(String instant) {
        Instant at = Instant.parse(instant);
        return at.getEpochSecond() * 1e3 + at.getNano() / 1e6;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path)).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().destroyForcibly();
    }
}
