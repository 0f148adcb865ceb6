// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.MessageRef;
import dev.heliograph.simulator.botapi.Translation.Deed;
import dev.heliograph.simulator.world.Call;
import dev.heliograph.simulator.world.SessionKey;
import dev.heliograph.simulator.world.TelegramError;
import dev.heliograph.simulator.world.World;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

/** Knows the bots and the methods, and brings them together. Confined to the server's strand. */
final class Switchboard {
    private static final long SECOND = 1_000_000_000L;
    /** How long a bot that was just launched may not be closed. */
    private static final long YOUNG = 600 * SECOND;

    private final World world;
    private final WorldTime time;
    private final Postman postman;
    private final News news;
    private final Map<String, BotMethod> methods = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final MethodList documented = new MethodList();
    private final TreeMap<Long, Bot> bots = new TreeMap<>();

    Switchboard(World world, WorldTime time, Postman postman) {
        this.world = world;
        this.time = time;
        this.postman = postman;
        MessageJson json = new MessageJson(world);
        this.news = new News(world, json, time);
        new Sends(json, new Files()).addTo(methods);
        new Changes(json).addTo(methods);
        new Copies(json).addTo(methods);
        new Facts(json).addTo(methods);
        new Updates().addTo(methods);
        methods.put("logOut", this::logOut);
        methods.put("close", this::close);
    }

    /** The name of a method as Telegram writes it; as it came where it is unknown. */
    String name(String method) {
        String name = documented.find(method);
        return name == null ? method : name;
    }

    /** Carries out a call; the query may be answered later. */
    Query answer(Target target, Parameters parameters, long sentAt) {
        Bot bot = bot(target);
        Query query = new Query(world, bot, new Call(bot.key, sentAt, time.now()), parameters);
        try {
            run(query, target);
        } catch (Refusal refusal) {
            query.refuse(refusal);
        } catch (RuntimeException defect) {
            // nobody may wait for ever because of a mistake in here
            query.refuse(Refusal.of(500, "Internal Server Error: " + defect));
        }
        time.arm();
        return query;
    }

    /** Somebody presses a button under a message of a bot; a bot that was never here is not told. */
    void press(long id, long person, MessageRef message, String data) {
        Bot bot = bots.get(id);
        if (bot != null) {
            news.pressed(bot, person, message, data);
        }
    }

    /** Ends all that waits. */
    void close() {
        bots.values().forEach(bot -> {
            bot.inbox.webhook().delete();
            bot.inbox.endPoll(Refusal.of(500, "Internal Server Error: closing"));
        });
    }

    private void run(Query query, Target target) {
        Bot bot = query.bot;
        if (!bot.admits(target) || world.death(bot.key) != null) {
            throw Refusal.of(401, "Unauthorized");
        }
        connect(query);
        BotMethod method = methods.get(target.method());
        if (method == null && documented.find(target.method()) != null) {
            throw Refusal.of(
                    BotApiServer.NOT_EMULATED,
                    "Not Implemented: this simulated server does not emulate the method " + name(target.method()));
        }
        if (method == null) {
            // worded so that nobody takes it for a token that is no good
            throw Refusal.of(404, "Not Found: method not found");
        }
        method.answer(query);
    }

    private Bot bot(Target target) {
        Bot known = bots.get(target.bot());
        if (known != null) {
            return known;
        }
        long id = target.bot();
        SessionKey key = world.key("botapi-" + id, id, true, "bot" + id + "_bot");
        Webhook webhook = new Webhook(time, postman, answer -> call(target, answer));
        Bot bot = new Bot(target, key, new Inbox(id, world.epoch(), time, webhook));
        bots.put(id, bot);
        return bot;
    }

    private void connect(Query query) {
        Bot bot = query.bot;
        if (bot.connected) {
            return;
        }
        Runnable wake = () -> time.execute(() -> fetch(bot));
        TelegramError refused = world.connect(query.call, wake).error();
        if (refused != null && refused.code() == 303) {
            refused = world.connect(query.call, wake).error();
        }
        if (refused != null) {
            throw Translation.of(refused, Deed.OTHER);
        }
        bot.wake = wake;
        bot.connected = true;
        bot.launchedAt = time.now();
    }

    private void fetch(Bot bot) {
        if (world.death(bot.key) != null) {
            bot.inbox.endPoll(Refusal.of(401, "Unauthorized"));
            return;
        }
        if (bot.connected) {
            world.fetch(bot.key).forEach(event -> news.tell(bot, event));
        }
    }

    private void logOut(Query query) {
        query.admit();
        disconnect(query.bot);
        query.done(BooleanNode.TRUE);
    }

    private void close(Query query) {
        query.admit();
        long age = time.now() - query.bot.launchedAt;
        if (age < YOUNG) {
            throw Refusal.pause((YOUNG - age + SECOND - 1) / SECOND);
        }
        disconnect(query.bot);
        query.done(BooleanNode.TRUE);
    }

    private void disconnect(Bot bot) {
        bot.connected = false;
        world.disconnect(bot.key, bot.wake);
        bot.inbox.endPoll(Refusal.of(401, "Unauthorized"));
    }

    /** A webhook may answer an update with a call, whose result nobody sees. */
    private void call(Target from, String answer) {
        JsonNode call = call(answer);
        if (call != null) {
            Target target =
                    new Target(from.bot(), from.secret(), call.path("method").asString(""));
            answer(target, Parameters.of(call), time.now());
        }
    }

    private static @Nullable JsonNode call(String answer) {
        try {
            JsonNode node = answer.isBlank() ? null : JsonMapper.shared().readTree(answer);
            return node != null && node.isObject() && node.has("method") ? node : null;
        } catch (JacksonException text) {
            return null;
        }
    }
}
