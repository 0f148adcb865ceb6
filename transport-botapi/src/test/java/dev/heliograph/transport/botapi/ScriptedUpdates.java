// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Failure;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A server of updates in virtual time, which keeps them until they are confirmed; the next answers can be scripted. */
final class ScriptedUpdates implements BotCalls {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LATENCY = Duration.ofMillis(40);

    /** A call that was made. */
    record Asked(long nanos, String method, ObjectNode params) {
        long offset() {
            return params.path("offset").longValue(0);
        }

        long timeout() {
            return params.path("timeout").longValue(-1);
        }
    }

    private final Timeline timeline;
    private final TreeMap<Long, JsonNode> unconfirmed = new TreeMap<>();
    private final Deque<BiFunction<String, ObjectNode, CompletionStage<Verdict>>> script = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Runnable> sleeping = new ArrayList<>();
    private long nextId = 1_001;

    ScriptedUpdates(Timeline timeline) {
        this.timeline = timeline;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    /** How many updates the server would tell again. */
    int unconfirmed() {
        return unconfirmed.size();
    }

    /** A person writes; gives the number of the update. */
    long write(long chat, String text) {
        return tell("""
                {"message":{"message_id":%d,"date":1767225600,"chat":{"id":%d,"type":"private"},
                "from":{"id":%d},"text":"%s"}}""".formatted(nextId, chat, chat, text));
    }

    /** Tells an update of that form. */
    long tell(String json) {
        long id = nextId++;
        ObjectNode update = (ObjectNode) JSON.readTree(json);
        unconfirmed.put(id, update.put("update_id", id));
        List<Runnable> awake = List.copyOf(sleeping);
        sleeping.clear();
        awake.forEach(Runnable::run);
        return id;
    }

    /** Telegram begins to count anew after a quiet week. */
    void countFrom(long id) {
        nextId = id;
    }

    /** The next call is answered so, after the usual latency. */
    void next(Verdict verdict) {
        script.add((method, params) -> later(LATENCY, verdict));
    }

    /** The next call is never answered. */
    void swallowNext() {
        script.add((method, params) -> new CompletableFuture<>());
    }

    /** The next call throws. */
    void throwNext() {
        script.add((method, params) -> {
            throw new IllegalStateException("a bug");
        });
    }

    static Verdict conflict(String description) {
        Failure failure = new Failure.Rejected(dev.heliograph.model.SendStatus.FAILED, 409, "CONFLICT");
        return new Verdict(dev.heliograph.model.Outcome.failed(failure), 409, description, 0);
    }

    @Override
    public CompletionStage<Verdict> call(String method, ObjectNode params, Duration timeout) {
        asked.add(new Asked(timeline.nanos(), method, params.deepCopy()));
        BiFunction<String, ObjectNode, CompletionStage<Verdict>> scripted = script.poll();
        return scripted == null ? serve(params) : scripted.apply(method, params);
    }

    private CompletionStage<Verdict> serve(ObjectNode params) {
        unconfirmed.headMap(params.path("offset").longValue(0)).clear();
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        Runnable tell =
                () -> timeline.strand("server").after(LATENCY, () -> answer.complete(Verdict.done(page(params))));
        if (unconfirmed.isEmpty()) {
            sleeping.add(tell);
            timeline.strand("server")
                    .after(Duration.ofSeconds(params.path("timeout").longValue(0)), () -> {
                        if (sleeping.remove(tell)) {
                            tell.run();
                        }
                    });
        } else {
            tell.run();
        }
        return answer;
    }

    private ArrayNode page(ObjectNode params) {
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        unconfirmed.tailMap(params.path("offset").longValue(0)).values().stream()
                .limit(params.path("limit").longValue(100))
                .forEach(page::add);
        return page;
    }

    private CompletionStage<Verdict> later(Duration span, Verdict verdict) {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        timeline.strand("server").after(span, () -> answer.complete(verdict));
        return answer;
    }
}
