// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.transport.tdlight.engine.ExitGuard;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.td.Dialect;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Process that {@link AskWho} starts: opens one database, says in one line whose it is or why it does not know, closes
 * it. Who started it ends it when it takes too long. Where nobody does, it ends by itself: with the process that asked, since a
 * key that is used on without an owner is revoked, and a little after the patience of that one.
 */
final class WhoProgram {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SLICE = Duration.ofSeconds(10);
    private static final String PATIENCE = "patience";
    /** What the process ends with where nobody hears its answer. */
    private static final int ALONE = 3;

    private final TdEngine engine;
    private final int client;
    private final Consumer<ObjectNode> listener;
    private boolean answered;

    private WhoProgram(TdEngine engine, Consumer<ObjectNode> listener) {
        this.engine = engine;
        this.listener = listener;
        this.client = engine.create();
    }

    /** Takes the question on standard input, to its end. */
    public static void main(String[] arguments) throws IOException {
        JsonNode question = JSON.readTree(System.in.readAllBytes());
        endWith(question.path("asked_by").asLong(0));
        tell(question, WhoProgram::ask);
    }

    /** Another parent is that of orphans: who asked is dead already. */
    private static void endWith(long asker) {
        ProcessHandle parent = ProcessHandle.current().parent().orElse(null);
        if (parent == null || parent.pid() != asker) {
            ExitGuard.leave(ALONE);
        } else {
            Object unused = parent.onExit().thenRun(() -> ExitGuard.leave(ALONE));
        }
    }

    /** The answer has standard output to itself: what else is on the class path may log there, as loggers like to. */
    static void tell(JsonNode question, BiConsumer<JsonNode, Consumer<ObjectNode>> asking) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        asking.accept(question, out::println);
    }

    private static void ask(JsonNode question, Consumer<ObjectNode> listener) {
        try {
            FoundLibrary library = new FoundLibrary(
                    Path.of(question.path("library").asString("")),
                    question.path("origin").asString(""));
            TdEngine engine =
                    LoadedLibrary.engine(library, question.path("any_version").asBoolean(false), 0);
            new WhoProgram(engine, listener).run(question);
        } catch (ConfigurationException refused) {
            listener.accept(failure(String.valueOf(refused.getMessage())));
        }
    }

    private void run(JsonNode question) {
        ProxyConfig proxy = proxy(question.path("proxy"));
        if (proxy != null) {
            // not waited for: it is answered after the parameters, and used before the first connection
            send(Dialect.of(engine.version()).addProxy(proxy).put("@extra", "proxy"));
        }
        // TDLib's clock, which goes on whatever becomes of the connection
        send(JSON.createObjectNode()
                .put("@type", "setAlarm")
                .put("seconds", question.path(PATIENCE).asDouble(0))
                .put("@extra", PATIENCE));
        send(((ObjectNode) question.path("parameters")).put("@extra", "parameters"));
        while (true) {
            String text = engine.receive(SLICE);
            if (text != null && take(JSON.readTree(text))) {
                settle(failure("TDLib closed the session"));
                return;
            }
        }
    }

    /** True when nothing more comes. */
    private boolean take(JsonNode node) {
        String type = node.path("@type").asString("");
        if (type.equals("updateAuthorizationState")) {
            return state(node.path("authorization_state").path("@type").asString(""));
        }
        String extra = node.path("@extra").asString("");
        if (extra.equals(PATIENCE)) {
            // refused, it is one of the requests that TDLib drops when it closes
            if (type.equals("ok")) {
                ExitGuard.leave(ALONE);
            }
            return false;
        }
        if (type.equals("error") && !extra.isEmpty()) {
            boolean unknown = node.path("code").asInt(0) == 401;
            settle(unknown ? signedOut() : failure(node.path("message").asString("")));
        } else if (extra.equals("me")) {
            settle(account(node));
        }
        return false;
    }

    private boolean state(String state) {
        switch (state) {
            case "authorizationStateReady" ->
                send(JSON.createObjectNode().put("@type", "getMe").put("@extra", "me"));
            case "authorizationStateClosed" -> {
                return true;
            }
            case "authorizationStateWaitTdlibParameters",
                    "authorizationStateClosing",
                    "authorizationStateLoggingOut" -> {
                // leads on by itself
            }
            default -> settle(signedOut());
        }
        return false;
    }

    /** Said at once: TDLib may end the process before it has closed. */
    private void settle(ObjectNode said) {
        if (!answered) {
            answered = true;
            listener.accept(said);
            send(JSON.createObjectNode().put("@type", "close"));
        }
    }

    private void send(ObjectNode request) {
        engine.send(client, request.toString());
    }

    private static ObjectNode account(JsonNode user) {
        return JSON.createObjectNode()
                .put("user_id", user.path("id").asLong(0))
                .put("bot", user.path("type").path("@type").asString("").equals("userTypeBot"))
                .put(
                        "username",
                        user.path("usernames").path("editable_username").asString(""));
    }

    private static ObjectNode signedOut() {
        return JSON.createObjectNode().put("signed_out", true);
    }

    private static ObjectNode failure(String why) {
        return JSON.createObjectNode().put("error", why);
    }

    private static @Nullable ProxyConfig proxy(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        return new ProxyConfig(
                ProxyConfig.Kind.valueOf(node.path("kind").asString("")),
                node.path("host").asString(""),
                node.path("port").asInt(0),
                text(node.path("user")),
                text(node.path("password")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
