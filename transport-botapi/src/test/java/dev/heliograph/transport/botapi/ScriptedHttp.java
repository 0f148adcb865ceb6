// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.time.Strand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in virtual time that answers as it is told, after 40 ms. */
final class ScriptedHttp implements Http {
    /** What getMe says. */
    static final String ME = "{\"id\":7,\"is_bot\":true,\"first_name\":\"Seven\",\"username\":\"seven_bot\"}";

    /** The chat in JSON or in a form. */
    private static final Pattern CHAT = Pattern.compile("chat_id\"[^0-9-]*(?:Content-Type[^\\n]*\\s+)?(-?[0-9]+)");

    /** A request that came. */
    record Asked(String method, String body, HttpCall call) {}

    private final Strand strand;
    private final Map<String, Function<Asked, HttpAnswer>> script = new HashMap<>();
    private final Map<String, Duration> delays = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private boolean stuck;
    private int open;
    private int mostOpen;

    ScriptedHttp(Strand strand) {
        this.strand = strand;
        answer("getMe", ok(ME));
    }

    static HttpAnswer ok(String result) {
        return full(200, "{\"ok\":true,\"result\":" + result + "}");
    }

    static HttpAnswer sent(long chat, long message) {
        return ok("{\"message_id\":" + message + ",\"date\":1700000000,\"chat\":{\"id\":" + chat
                + ",\"type\":\"private\"}}");
    }

    /** Message 9 in the chat that the request names by its number. */
    static HttpAnswer sentThere(Asked request) {
        Matcher chat = CHAT.matcher(request.body());
        if (!chat.find()) {
            throw new IllegalArgumentException("no chat in " + request);
        }
        return sent(Long.parseLong(chat.group(1)), 9);
    }

    static HttpAnswer error(int code, String description) {
        return error(code, description, "");
    }

    static HttpAnswer error(int code, String description, String parameters) {
        return full(
                code,
                "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\""
                        + (parameters.isEmpty() ? "" : ",\"parameters\":" + parameters) + "}");
    }

    static HttpAnswer full(int status, String body) {
        return new HttpAnswer.Full(status, null, Bytes.copyOf(body.getBytes(StandardCharsets.UTF_8)));
    }

    void answer(String method, HttpAnswer answer) {
        answer(method, request -> answer);
    }

    void answer(String method, Function<Asked, HttpAnswer> answer) {
        script.put(method, answer);
    }

    /** The method's answers take that long. */
    void delay(String method, Duration delay) {
        delays.put(method, delay);
    }

    /** From now on the last byte of no request leaves. */
    void getStuck() {
        stuck = true;
    }

    List<Asked> asked(String method) {
        return asked.stream().filter(request -> request.method().equals(method)).toList();
    }

    List<String> methods() {
        return asked.stream().map(Asked::method).toList();
    }

    int mostOpen() {
        return mostOpen;
    }

    @Override
    public CompletionStage<HttpAnswer> post(HttpCall call) {
        CompletableFuture<HttpAnswer> done = new CompletableFuture<>();
        open++;
        mostOpen = Math.max(mostOpen, open);
        done.whenComplete((answer, thrown) -> open--);
        call.whenAbandoned(() -> done.complete(new HttpAnswer.Broken(call.hasDeparted(), "broken off")));
        strand.after(Duration.ofMillis(20), () -> arrive(call, done));
        return done;
    }

    private void arrive(HttpCall call, CompletableFuture<HttpAnswer> done) {
        if (stuck || !call.depart()) {
            return;
        }
        String method = call.path().substring(call.path().lastIndexOf('/') + 1);
        Asked request = new Asked(method, body(call), call);
        asked.add(request);
        HttpAnswer answer =
                script.getOrDefault(method, any -> error(404, "Not Found")).apply(request);
        strand.after(delays.getOrDefault(method, Duration.ofMillis(20)), () -> done.complete(answer));
    }

    private static String body(HttpCall call) {
        try (InputStream in = call.body().opening().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
