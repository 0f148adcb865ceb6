// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.spi.time.Strand;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.td.TdHub;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A TDLib in virtual time that answers as it is told, and where it is told nothing as one with an obliging server would: every
 * chat is known, and every message is accepted at once with the next id.
 */
final class ScriptedTd implements TdEngine {
    private static final JsonMapper JSON = new JsonMapper();

    final List<JsonNode> asked = new ArrayList<>();
    final TdHub hub = TdHub.of(this);
    /** Whether messages are accepted by themselves. */
    boolean accepting = true;

    private final Strand strand;
    private final Deque<String> said = new ArrayDeque<>();
    private final Map<String, Function<JsonNode, @Nullable String>> answers = new HashMap<>();
    private final Map<String, Deque<String>> once = new HashMap<>();
    private int client;
    private long unsent;
    private long accepted = 100;

    ScriptedTd(Strand strand) {
        this.strand = strand;
        always("getChat", request -> "{'@type':'chat','id':" + request.path("chat_id") + "}");
        always("sendMessage", request -> taken(request, request.path("input_message_content")));
        always("sendMessageAlbum", this::takenAll);
        always("forwardMessages", this::copied);
        always(
                "getMessage",
                request -> message(
                        request.path("chat_id").asLong(),
                        request.path("message_id").asLong(),
                        "standing"));
        always("deleteMessages", request -> "{'@type':'ok'}");
    }

    /** Answers every request of that type so; with null never. */
    void always(String type, Function<JsonNode, @Nullable String> answer) {
        answers.put(type, answer);
    }

    void never(String type) {
        always(type, request -> null);
    }

    /** Answers the next request of that type so. */
    void next(String type, String json) {
        once.computeIfAbsent(type, unused -> new ArrayDeque<>()).add(json);
    }

    static String error(int code, String text) {
        return "{'@type':'error','code':" + code + ",'message':\"" + escaped(text) + "\"}";
    }

    /** Apostrophes that are meant as such. */
    private static String escaped(String text) {
        return text.replace("'", "\\u0027");
    }

    /** Says an update; apostrophes are quotation marks. */
    void says(String json) {
        say(json.replace('\'', '"'), "");
    }

    private void say(String json, String extra) {
        said.add(json.substring(0, json.length() - 1) + extra + ",\"@client_id\":" + client + "}");
        strand.execute(() -> hub.run(said::isEmpty));
    }

    void connected(boolean ready) {
        says("{'@type':'updateConnectionState','state':{'@type':'connectionState" + (ready ? "Ready" : "Connecting")
                + "'}}");
    }

    /** The server accepts the message with that temporary id. */
    void accepts(long chat, long temporary, long serverId) {
        says("{'@type':'updateMessageSendSucceeded','old_message_id':" + temporary + ",'message':"
                + message(chat, serverId << 20, "sent") + "}");
    }

    void refuses(long chat, long temporary, int code, String text, double retryAfter) {
        says("{'@type':'updateMessageSendFailed','old_message_id':" + temporary + ",'message':{'@type':'message','id':"
                + (temporary + 2) + ",'chat_id':" + chat + ",'sending_state':{'retry_after':" + retryAfter
                + "}},'error':{'@type':'error','code':" + code + ",'message':\"" + escaped(text) + "\"}}");
    }

    void removes(long chat, long id) {
        says("{'@type':'updateDeleteMessages','chat_id':" + chat + ",'message_ids':[" + id
                + "],'is_permanent':true,'from_cache':false}");
    }

    static String message(long chat, long id, String text) {
        return "{'@type':'message','id':" + id + ",'chat_id':" + chat
                + ",'date':1000,'is_outgoing':true,'sender_id':{'@type':'messageSenderUser','user_id':7},"
                + "'content':{'@type':'messageText','text':{'@type':'formattedText','text':'" + text
                + "','entities':[]}}}";
    }

    /** The temporary id of the newest message. */
    long newest() {
        return unsent;
    }

    private String taken(JsonNode request, JsonNode content) {
        long chat = request.path("chat_id").asLong();
        long temporary = ++unsent;
        if (accepting) {
            strand.execute(() -> accepts(chat, temporary, ++accepted));
        }
        String files = "";
        if (content.has("photo")) {
            files = "'photo':{'sizes':[{'type':'i','photo':{'id':" + (500 + temporary) + "}}]},";
        } else if (content.has("document")) {
            files = "'document':{'document':{'id':" + (500 + temporary) + "}},";
        }
        String text = content.path("text").path("text").asString("");
        return "{'@type':'message','id':" + temporary + ",'chat_id':" + chat
                + ",'date':1000,'sending_state':{'@type':'messageSendingStatePending'},"
                + "'sender_id':{'@type':'messageSenderUser','user_id':7},'content':{" + files
                + "'text':{'text':\"" + text + "\"}}}";
    }

    private String takenAll(JsonNode request) {
        List<String> all = new ArrayList<>();
        request.path("input_message_contents").forEach(content -> all.add(taken(request, content)));
        return "{'@type':'messages','messages':[" + String.join(",", all) + "]}";
    }

    private String copied(JsonNode request) {
        return "{'@type':'messages','messages':[" + taken(request, request.path("none")) + "]}";
    }

    /** Requests of that type, oldest first. */
    List<JsonNode> requests(String type) {
        return asked.stream()
                .filter(request -> request.path("@type").asString().equals(type))
                .toList();
    }

    @Override
    public int create() {
        return ++client;
    }

    @Override
    public void send(int number, String text) {
        ObjectNode request = (ObjectNode) JSON.readTree(text);
        JsonNode extra = request.remove("@extra");
        asked.add(request);
        String type = request.path("@type").asString();
        Deque<String> queue = once.get(type);
        String answer = queue != null && !queue.isEmpty()
                ? queue.remove()
                : answers.getOrDefault(type, unused -> error(400, "Not scripted: " + type))
                        .apply(request);
        if (answer != null && extra != null) {
            say(answer.replace('\'', '"'), ",\"@extra\":" + extra);
        }
    }

    @Override
    public @Nullable String receive(Duration timeout) {
        return said.poll();
    }

    @Override
    public String execute(String request) {
        return "{\"@type\":\"ok\"}";
    }

    @Override
    public String version() {
        return "1.8.67";
    }
}
