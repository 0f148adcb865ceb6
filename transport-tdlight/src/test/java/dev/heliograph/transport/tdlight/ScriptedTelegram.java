// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a {@link ScriptedEngine} plays where an account is wanted: it says who it is, and answers to what is asked on the way
 * by the rules that a test has added, in the order in which they were added for a type; the last one stays.
 */
public final class ScriptedTelegram implements ScriptedEngine.Script {
    /** Does something at a request. */
    @FunctionalInterface
    public interface Rule {
        void at(ScriptedEngine engine, int client, JsonNode request);
    }

    private static final String USER = "{\"@type\":\"user\",\"id\":100,\"usernames\":{\"@type\":\"usernames\","
            + "\"active_usernames\":[\"ann\"],\"editable_username\":\"ann\"},\"type\":{\"@type\":\"userType%s\"}}";

    private final Map<String, Deque<Rule>> rules = new HashMap<>();

    private ScriptedTelegram() {}

    /** A user who is signed in as soon as the database is open. */
    static ScriptedTelegram ofUser() {
        return new ScriptedTelegram()
                .on("setTdlibParameters", ScriptedTelegram::ready)
                .on("getMe", answer(USER.formatted("Regular")))
                .on("getActiveSessions", answer("{\"@type\":\"sessions\",\"sessions\":[]}"));
    }

    /** A bot who is signed in as soon as the database is open. */
    static ScriptedTelegram ofBot() {
        return ofUser().instead("getMe", answer(USER.formatted("Bot")))
                .on("getCommands", answer("{\"@type\":\"botCommands\",\"commands\":[]}"));
    }

    /** Somebody whom the database does not know yet. */
    ScriptedTelegram signedOut() {
        return instead("setTdlibParameters", (engine, client, request) -> {
            engine.state(client, "WaitTdlibParameters", "");
            engine.ok(client, request);
            engine.state(client, "WaitPhoneNumber", "");
        });
    }

    /** At the next request of that type that no rule is left for, does this. */
    ScriptedTelegram on(String type, Rule rule) {
        rules.computeIfAbsent(type, unseen -> new ArrayDeque<>()).add(rule);
        return this;
    }

    /** As {@link #on}, without what was there. */
    ScriptedTelegram instead(String type, Rule rule) {
        rules.remove(type);
        return on(type, rule);
    }

    /** As {@link #on}: leads to a state. */
    ScriptedTelegram leads(String type, String state, String fields) {
        return on(type, (engine, client, request) -> {
            engine.ok(client, request);
            engine.state(client, state, fields);
        });
    }

    /** As {@link #on}: is refused. */
    ScriptedTelegram refuses(String type, int code, String text) {
        return on(type, (engine, client, request) -> engine.error(client, request, code, text));
    }

    /** Does nothing at all. */
    static void silence(ScriptedEngine engine, int client, JsonNode request) {
        // that is the point
    }

    /** The engine that plays it. */
    ScriptedEngine engine() {
        return new ScriptedEngine(this);
    }

    @Override
    public boolean request(ScriptedEngine engine, int client, JsonNode request) {
        Deque<Rule> left = rules.get(request.path("@type").asString(""));
        if (left == null) {
            return false;
        }
        Rule rule = left.size() > 1 ? left.remove() : left.element();
        rule.at(engine, client, request);
        return true;
    }

    static Rule answer(String json) {
        return (engine, client, request) -> engine.answer(client, request, json);
    }

    private static void ready(ScriptedEngine engine, int client, JsonNode request) {
        engine.state(client, "WaitTdlibParameters", "");
        engine.ok(client, request);
        engine.state(client, "Ready", "");
    }
}
