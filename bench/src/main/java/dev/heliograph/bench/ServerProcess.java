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
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated Telegram in a process of its own. It says "listening URL" when it is ready and ends on SIGTERM. */
final class ServerProcess implements AutoCloseable {
    private static final String READY = "listening ";

    private final Process process;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts the command with these options and waits until it listens.
     *
     * @throws IOException where it ends without having listened
     */
    static ServerProcess start(List<String> command, List<String> options) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(options);
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new ServerProcess(
                        process, URI.create(line.substring(READY.length()).strip()));
            }
        }
        throw new IOException("the server ended before it listened: " + String.join(" ", words));
    }

    URI endpoint() {
        return endpoint;
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
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/simulator/write"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("/simulator/write answered " + answer.statusCode() + " " + answer.body());
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
