// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One client of TDLib: requests that find their answers, each within its time, and updates. It lives from its first
 * request to {@link #close}; a session that comes back does so by another client.
 *
 * <p>Belongs to a strand: everything is called on it, and everything is answered on it.
 */
public final class TdClient {
    private static final Logger LOG = LoggerFactory.getLogger(TdClient.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPE = "{\"@type\":\"";
    private static final String STATE = "updateAuthorizationState";

    private record Waiting(Consumer<TdAnswer> then, Alarm alarm) {}

    private final TdHub hub;
    private final Strand strand;
    private final TdListener listener;
    private final Set<String> wanted;
    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final int id;
    private long asked;

    private TdClient(TdHub hub, Strand strand, TdListener listener) {
        this.hub = hub;
        this.strand = strand;
        this.listener = listener;
        this.wanted = Set.copyOf(listener.wanted());
        this.id = hub.open(json -> strand.execute(() -> take(json)));
    }

    /**
     * Opens a client; TDLib wakes it with its first request.
     *
     * @param strand whose it is
     * @throws IllegalStateException once the process is ending
     */
    public static TdClient open(TdHub hub, Strand strand, TdListener listener) {
        return new TdClient(hub, strand, listener);
    }

    /** An empty request of that type. */
    public static ObjectNode request(String type) {
        return JSON.createObjectNode().put("@type", type);
    }

    /** Its number in TDLib. */
    public int id() {
        return id;
    }

    /**
     * Asks for something.
     *
     * @param timeout how long the answer may take; what comes later is dropped
     * @param then called once, on the strand, and never before this returns
     */
    public void ask(ObjectNode request, Duration timeout, Consumer<TdAnswer> then) {
        if (ended.isDone()) {
            strand.execute(() -> then.accept(TdAnswer.closed()));
            return;
        }
        long number = ++asked;
        request.put("@extra", number);
        waiting.put(number, new Waiting(then, strand.after(timeout, () -> settle(number, TdAnswer.timedOut()))));
        hub.send(id, request.toString());
    }

    /** As {@link #ask(ObjectNode, Duration, Consumer)}; the stage is completed on the strand. */
    public CompletionStage<TdAnswer> ask(ObjectNode request, Duration timeout) {
        CompletableFuture<TdAnswer> answer = new CompletableFuture<>();
        ask(request, timeout, answer::complete);
        return answer;
    }

    /** Hands over a request whose answer nobody needs. */
    public void tell(ObjectNode request) {
        if (!ended.isDone()) {
            hub.send(id, request.toString());
        }
    }

    /** Requests that are not answered yet. */
    public int underWay() {
        return waiting.size();
    }

    /** Closes it in order; completes on the strand when TDLib has let go of its files. May be called again. */
    public CompletionStage<Void> close() {
        tell(request("close"));
        return ended.copy();
    }

    /** Completes on the strand when it is closed, for whatever reason. */
    public CompletionStage<Void> ended() {
        return ended.copy();
    }

    private void take(String json) {
        if (ended.isDone()) {
            return;
        }
        String type = typeOf(json);
        boolean update = type.startsWith("update");
        boolean state = type.equals(STATE);
        if (update && !state && !wanted.contains(type)) {
            return;
        }
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JacksonException malformed) {
            LOG.error("TDLib gave something that is not JSON, of type {}", type);
            return;
        }
        JsonNode extra = node.path("@extra");
        if (extra.isIntegralNumber()) {
            settle(extra.asLong(), TdAnswer.of(node));
        } else if (update) {
            tell(node, type, state);
        }
    }

    private void tell(JsonNode update, String type, boolean state) {
        boolean last = state
                && update.path("authorization_state").path("@type").asString("").equals("authorizationStateClosed");
        if (wanted.contains(type)) {
            listener.update(update);
        }
        if (last) {
            end();
        }
    }

    private void settle(long number, TdAnswer answer) {
        Waiting request = waiting.remove(number);
        if (request != null) {
            boolean unused = request.alarm().cancel();
            request.then().accept(answer);
        }
    }

    private void end() {
        List<Long> left = new ArrayList<>(waiting.keySet());
        left.forEach(number -> settle(number, TdAnswer.closed()));
        ended.complete(null);
        listener.closed();
    }

    /** The type without reading the rest: most updates are not wanted by anybody. */
    static String typeOf(String json) {
        if (!json.startsWith(TYPE)) {
            return "";
        }
        int end = json.indexOf('"', TYPE.length());
        return end < 0 ? "" : json.substring(TYPE.length(), end);
    }

    @Override
    public String toString() {
        return "TdClient[" + id + "]";
    }
}
