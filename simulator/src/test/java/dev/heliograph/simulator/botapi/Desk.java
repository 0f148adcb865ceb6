// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.time.VirtualTimeline;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Bot API server in virtual time, and a bot at it. */
final class Desk {
    static final long BOT = 42;
    static final String TOKEN = BOT + ":ABC";

    final VirtualTimeline timeline;
    final World world;
    final BotApiServer server;
    final List<Posted> posted = new ArrayList<>();
    final List<Served> served = new ArrayList<>();
    /** What the webhooks of this world answer; 0 where nobody does, and less where the postman himself is at fault. */
    int webhookStatus = 200;

    String webhookBody = "";

    record Posted(URI url, @Nullable String secret, JsonNode update) {}

    private Desk(VirtualTimeline timeline, WorldSettings settings, double scale) {
        this.timeline = timeline;
        world = World.of(settings, timeline.instant());
        server = BotApiServer.of(
                world,
                timeline.context("bots"),
                BotApiDoorSettings.standard().withGrace(Duration.ZERO).withTimeScale(scale),
                this::post);
        server.listen(served::add);
    }

    static Desk open() {
        return open(WorldSettings.calm(1));
    }

    static Desk open(WorldSettings settings) {
        return new Desk(VirtualTimeline.seeded(1), settings, 1);
    }

    static Desk openAtSpeed(double scale) {
        return new Desk(VirtualTimeline.seeded(1), WorldSettings.calm(1), scale);
    }

    /** The server ends, and another one with a world of its own takes its place. */
    Desk restarted() {
        server.close();
        timeline.settle();
        return new Desk(timeline, world.settings(), 1);
    }

    CompletionStage<BotApiResponse> ask(String method, String json) {
        return server.handle(BotApiRequest.json("/bot" + TOKEN + "/" + method, json.replace('\'', '"')));
    }

    BotApiResponse response(String method, String json) {
        return timeline.await(ask(method, json));
    }

    /** The whole answer. */
    JsonNode answer(String method, String json) {
        return tree(response(method, json));
    }

    /** The result of a call that succeeds. */
    JsonNode result(String method, String json) {
        JsonNode answer = answer(method, json);
        assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
        return answer.get("result");
    }

    /** The code and the description of a call that fails. */
    String refusal(String method, String json) {
        BotApiResponse response = response(method, json);
        JsonNode answer = tree(response);
        assertThat(answer.path("ok").asBoolean(true)).as(answer.toString()).isFalse();
        assertThat(answer.get("error_code").asInt()).isEqualTo(response.status());
        return response.status() + " " + answer.get("description").asString();
    }

    /** Sends a text and gives the id of the message. */
    long send(long chatId, String text) {
        return result("sendMessage", "{'chat_id':" + chatId + ",'text':'" + text + "'}")
                .get("message_id")
                .asLong();
    }

    JsonNode get(String target) {
        return tree(timeline.await(server.handle(BotApiRequest.get(target))));
    }

    BotApiResponse multipart(String method, String body) {
        String lines = body.replace("\n", "\r\n");
        return timeline.await(server.handle(new BotApiRequest(
                "POST",
                "/bot" + TOKEN + "/" + method,
                "multipart/form-data; boundary=frontier",
                new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)))));
    }

    void write(long person, String text) {
        world.incidents().write(BOT, person, text, server.now());
        timeline.settle();
    }

    void pass(Duration span) {
        timeline.advance(span);
    }

    List<String> textsOf(JsonNode updates) {
        List<String> texts = new ArrayList<>();
        updates.forEach(update -> texts.add(update.path("message").path("text").asString("")));
        return texts;
    }

    static JsonNode tree(BotApiResponse response) {
        assertThat(response.cut()).isFalse();
        return JsonMapper.shared().readTree(response.text());
    }

    private CompletionStage<Postman.Receipt> post(URI url, @Nullable String secret, String json) {
        posted.add(new Posted(url, secret, JsonMapper.shared().readTree(json)));
        if (webhookStatus < 0) {
            throw new IllegalStateException("no postman");
        }
        return webhookStatus == 0
                ? CompletableFuture.failedFuture(new java.net.ConnectException())
                : CompletableFuture.completedFuture(new Postman.Receipt(webhookStatus, webhookBody));
    }
}
