// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.transport.tdlight.engine.TdEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A TDLib that plays a part: every request is recorded and given to the script, which answers when it likes. What no script
 * says: parameters, options and proxies are taken, and {@code close} closes.
 */
public final class ScriptedEngine implements TdEngine {
    /** What TDLib does at a request. */
    @FunctionalInterface
    public interface Script {
        /** Answers, or tells something, or lets the request wait; true where it took notice of the request. */
        boolean request(ScriptedEngine engine, int client, JsonNode request);
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> TAKEN = List.of(
            "setOption", "disableProxy", "addProxy", "removeProxy", "setTdlibParameters", "setLogVerbosityLevel");

    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final AtomicInteger clients = new AtomicInteger();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final Script script;

    /** Plays that part. */
    public ScriptedEngine(Script script) {
        this.script = script;
    }

    /** Everything that was asked, in order. */
    public List<JsonNode> requests() {
        return requests;
    }

    /** The types of everything that was asked, in order. */
    public List<String> types() {
        return requests.stream()
                .map(request -> request.path("@type").asString(""))
                .toList();
    }

    /** The last request of that type. */
    public JsonNode last(String type) {
        List<JsonNode> found = requests.stream()
                .filter(request -> request.path("@type").asString("").equals(type))
                .toList();
        return found.get(found.size() - 1);
    }

    /** Tells the client something. */
    public void update(int client, String json) {
        ObjectNode node = (ObjectNode) JSON.readTree(json);
        out.add(node.put("@client_id", client).toString());
    }

    /** Tells the client a new state; the fields are JSON without braces, or empty. */
    public void state(int client, String state, String fields) {
        String more = fields.isEmpty() ? "" : "," + fields;
        update(
                client,
                "{\"@type\":\"updateAuthorizationState\",\"authorization_state\":{\"@type\":\"authorizationState"
                        + state + "\"" + more + "}}");
    }

    /** Answers a request with an object. */
    public void answer(int client, JsonNode request, String json) {
        ObjectNode node = (ObjectNode) JSON.readTree(json);
        if (request.has("@extra")) {
            node.set("@extra", request.path("@extra"));
        }
        out.add(node.put("@client_id", client).toString());
    }

    /** Answers a request with {@code ok}. */
    public void ok(int client, JsonNode request) {
        answer(client, request, "{\"@type\":\"ok\"}");
    }

    /** Answers a request with an error. */
    public void error(int client, JsonNode request, int code, String text) {
        ObjectNode error =
                JSON.createObjectNode().put("@type", "error").put("code", code).put("message", text);
        answer(client, request, error.toString());
    }

    @Override
    public int create() {
        return clients.incrementAndGet();
    }

    @Override
    public void send(int client, String request) {
        JsonNode node = JSON.readTree(request);
        String type = node.path("@type").asString("");
        if (client < 1) {
            // as TDLib does for clients that it does not know: something is received
            error(client, node, 400, "Invalid TDLib instance specified");
            return;
        }
        requests.add(node);
        if (script.request(this, client, node)) {
            return;
        }
        if (type.equals("close")) {
            state(client, "Closing", "");
            state(client, "Closed", "");
            ok(client, node);
        } else if (TAKEN.contains(type)) {
            ok(client, node);
        }
    }

    @Override
    public @Nullable String receive(Duration timeout) {
        try {
            return out.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public String execute(String request) {
        requests.add(JSON.readTree(request));
        return "{\"@type\":\"ok\"}";
    }

    @Override
    public String version() {
        return "1.8.67";
    }
}
