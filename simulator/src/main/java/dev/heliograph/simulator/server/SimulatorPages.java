// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import dev.heliograph.simulator.botapi.BotApiRequest;
import dev.heliograph.simulator.botapi.BotApiResponse;
import dev.heliograph.simulator.botapi.Route;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.transport.Truth.Accepted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The pages below {@code /simulator}: the score, what was accepted, and what can be done to the world. */
public final class SimulatorPages implements Route {
    /** Where they stand. */
    public static final String PATH = "/simulator";

    private static final JsonMapper MAPPER = JsonMapper.shared();
    /** No wish is longer; a text of 4,096 characters is the longest there is in it. */
    private static final int MOST_BYTES = 65_536;

    private final ScoreSheet sheet;
    private final Control control;
    private final Runnable changed;
    private final Map<String, ServerDoor.Opened> further = new ConcurrentSkipListMap<>();

    /**
     * The pages of that world.
     *
     * @param now nanoseconds since the world began
     * @param sheet where the requests are counted
     * @param changed run after everything that was done to the world
     */
    public SimulatorPages(World world, LongSupplier now, ScoreSheet sheet, Runnable changed) {
        this.sheet = sheet;
        this.control = new Control(world, now, sheet);
        this.changed = changed;
    }

    @Override
    public CompletionStage<BotApiResponse> answer(BotApiRequest request) {
        String path = request.path();
        String page = path.startsWith(PATH + "/") ? path.substring(PATH.length() + 1) : "";
        return CompletableFuture.completedFuture(
                switch (page) {
                    case "score" -> request.method().equals("GET") ? score() : wrongMethod("GET");
                    case "accepted" -> request.method().equals("GET") ? accepted() : wrongMethod("GET");
                    default -> deed(page, request);
                });
    }

    private BotApiResponse deed(String name, BotApiRequest request) {
        Consumer<Wish> deed = control.deeds().get(name);
        if (deed == null) {
            return refused(
                    404,
                    "There is no such page: GET " + PATH + "/score or accepted, POST " + PATH + "/"
                            + String.join(", ", control.deeds().keySet()) + ".");
        }
        if (!request.method().equals("POST")) {
            return wrongMethod("POST");
        }
        try {
            byte[] body = request.body().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                return refused(413, "The body is too long: expected up to " + MOST_BYTES + " bytes.");
            }
            deed.accept(Wish.parse(new String(body, StandardCharsets.UTF_8)));
            changed.run();
            return BotApiResponse.json(200, "{\"ok\":true}");
        } catch (IllegalArgumentException wrong) {
            return refused(400, String.valueOf(wrong.getMessage()));
        } catch (IOException broken) {
            return refused(400, "The body could not be read.");
        }
    }

    /** Takes the counts of another door into the score, below that name. */
    public void alsoScore(String name, ServerDoor.Opened door) {
        sheet.alsoReset(door::resetScore);
        further.put(name, door);
    }

    private BotApiResponse score() {
        Score score = sheet.score();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("accepted", score.accepted());
        fields.put("unique", score.unique());
        fields.put("duplicates", score.duplicates());
        fields.put("out_of_order", score.outOfOrder());
        fields.put("too_many_requests", score.tooManyRequests());
        fields.put("requests", score.requests());
        fields.put("inside_penalty", score.insidePenalty());
        fields.put("first_accepted", iso(score.firstAccepted()));
        fields.put("last_accepted", iso(score.lastAccepted()));
        fields.put("seconds", score.seconds());
        fields.put("per_second", score.perSecond());
        fields.put("chats", score.chats());
        fields.put("dropped_before", score.droppedBefore());
        fields.put("dropped_after", score.droppedAfter());
        fields.put("server_errors", score.serverErrors());
        fields.put("misreports", score.misreports());
        fields.put("not_emulated", score.notEmulated());
        further.forEach((name, door) -> {
            Map<String, Object> counted = door.score();
            if (!counted.isEmpty()) {
                fields.put(name, counted);
            }
        });
        return BotApiResponse.json(200, MAPPER.writeValueAsString(fields));
    }

    /** Built in memory as a whole: a server that took a million messages needs a few hundred megabytes for it. */
    private BotApiResponse accepted() {
        List<Accepted> accepted = sheet.accepted();
        StringBuilder lines = new StringBuilder();
        for (Accepted message : accepted) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("at", iso(message.at()));
            fields.put("bot", message.account());
            fields.put("chat", message.chatId());
            fields.put("message_id", message.messageId());
            fields.put("text", message.text());
            lines.append(MAPPER.writeValueAsString(fields)).append('\n');
        }
        return BotApiResponse.of(200, "application/x-ndjson", lines.toString());
    }

    private static @Nullable String iso(@Nullable Instant moment) {
        return moment == null
                ? null
                : Instant.ofEpochMilli(moment.toEpochMilli()).toString();
    }

    private static BotApiResponse wrongMethod(String right) {
        return refused(405, "This page wants " + right + ".").with("Allow", right);
    }

    private static BotApiResponse refused(int status, String sentence) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ok", false);
        fields.put("description", sentence);
        return BotApiResponse.json(status, MAPPER.writeValueAsString(fields));
    }
}
