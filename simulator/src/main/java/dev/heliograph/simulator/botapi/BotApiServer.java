// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.MessageRef;
import dev.heliograph.simulator.world.Dice;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A Bot API server without sockets. Any token of the form {@code number:secret} is good: the first secret that comes with a
 * number is the right one from then on. What may go wrong on the way is the world's to decide, as everything else: a
 * request may be dropped unread, or be carried out and its answer be lost or late.
 *
 * <p>May be used from any thread. All work is done on one strand of the timeline, so that in virtual time the same requests
 * have the same history; the body of a request is read by the thread that brings it.
 */
public final class BotApiServer implements AutoCloseable {
    /** The status of a call of a method that Telegram has and this server does not carry out. */
    public static final int NOT_EMULATED = 501;

    private static final long SECOND = 1_000_000_000L;

    private final World world;
    private final WorldTime time;
    private final BotApiDoorSettings settings;
    private final Switchboard switchboard;
    private final Misreports misreports;
    private final Dice dice;
    private final Map<String, Route> routes = new ConcurrentSkipListMap<>();
    private final List<ServedListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private BotApiServer(World world, PluginContext context, BotApiDoorSettings settings, Postman postman) {
        this.world = world;
        this.time = new WorldTime(world, context, settings.timeScale());
        this.settings = settings;
        this.switchboard = new Switchboard(world, time, postman);
        this.misreports = new Misreports(world);
        this.dice = Dice.of(world.settings().seed(), "way of the Bot API");
    }

    /**
     * A server in front of a world, whose time begins now.
     *
     * @param context lends time
     * @param settings how far it is away; the port plays no part
     * @param postman carries updates to webhooks
     */
    public static BotApiServer of(World world, PluginContext context, BotApiDoorSettings settings, Postman postman) {
        return new BotApiServer(world, context, settings, postman);
    }

    /** The world behind it. */
    public World world() {
        return world;
    }

    /** Nanoseconds since the world began. */
    public long now() {
        return time.now();
    }

    /** Wakes the server up for what the world was told to do later, by somebody other than its clients. */
    public void arm() {
        time.execute(time::arm);
    }

    /**
     * A person presses a button under a message of a bot that has called before: the bot is told by a callback query.
     *
     * @param bot the number of the bot
     * @param data what the button carries
     */
    public void press(long bot, long person, MessageRef message, String data) {
        time.execute(() -> switchboard.press(bot, person, message, data));
    }

    /** Hands all requests whose path begins with the prefix to that route from now on. */
    public void route(String prefix, Route route) {
        routes.put(prefix, route);
    }

    /** Tells that listener of every request that is over from now on. */
    public void listen(ServedListener listener) {
        listeners.add(listener);
    }

    /** Answers a request; getUpdates may take its time. Never fails. */
    public CompletionStage<BotApiResponse> handle(BotApiRequest request) {
        String path;
        try {
            path = request.path();
        } catch (IllegalArgumentException malformed) {
            return CompletableFuture.completedFuture(Responses.of(Refusal.of(400, "Bad Request")));
        }
        for (Map.Entry<String, Route> route : routes.entrySet()) {
            if (path.startsWith(route.getKey())) {
                return answer(route.getValue(), request);
            }
        }
        Passage passage = new Passage(Target.parse(path), time.now());
        try {
            passage.parameters = BodyReader.read(request);
        } catch (Refusal refusal) {
            passage.refusal = refusal;
        } catch (IOException broken) {
            return CompletableFuture.completedFuture(BotApiResponse.dropped());
        } catch (RuntimeException defect) {
            // a client is told of a mistake in here as well, rather than left with a broken connection
            passage.refusal = Refusal.of(500, "Internal Server Error");
        }
        time.execute(() -> depart(passage));
        return passage.response;
    }

    /** Ends all that waits; later requests are dropped. */
    @Override
    public void close() {
        closed = true;
        time.execute(() -> {
            switchboard.close();
            time.close();
        });
    }

    private static CompletionStage<BotApiResponse> answer(Route route, BotApiRequest request) {
        try {
            return route.answer(request);
        } catch (RuntimeException defect) {
            return CompletableFuture.completedFuture(Responses.failed());
        }
    }

    private void depart(Passage passage) {
        if (closed || world.strikes(Fault.LOST_BEFORE)) {
            end(passage, BotApiResponse.dropped(), 0);
        } else {
            time.after(oneWay(), () -> arrive(passage));
        }
    }

    private void arrive(Passage passage) {
        if (world.strikes(Fault.LOST_UNREAD)) {
            time.after(oneWay(), () -> end(passage, BotApiResponse.dropped(), 0));
            return;
        }
        Target target = passage.target;
        Parameters parameters = passage.parameters;
        if (target == null || parameters == null) {
            Refusal refusal = passage.refusal;
            leave(passage, target == null || refusal == null ? Refusal.of(404, "Not Found") : refusal);
            return;
        }
        Query query = switchboard.answer(target, parameters, passage.receivedAt);
        passage.query = query;
        query.reply().thenAccept(reply -> leave(passage, reply));
    }

    private void leave(Passage passage, Refusal refusal) {
        leave(passage, new Query.Reply(null, null, refusal));
    }

    private void leave(Passage passage, Query.Reply reply) {
        Target target = passage.target;
        Misreports.Told told = misreports.of(target == null ? "" : target.method(), reply);
        passage.misreport = told.struck();
        Refusal refusal = told.reply().refusal();
        BotApiResponse response = refusal == null ? Responses.of(told.reply()) : Responses.of(refusal);
        int status = response.status();
        if (world.strikes(Fault.DISCONNECTS)) {
            end(passage, BotApiResponse.dropped(), status);
            return;
        }
        long delay = world.strikes(Fault.DELAYS) ? world.draw(Fault.DELAYS, SECOND, 45 * SECOND) : 0;
        boolean lost = world.strikes(Fault.LOST_AFTER);
        time.after(delay + oneWay(), () -> {
            if (!lost && refusal != null && refusal.error() != null) {
                world.delivered(refusal.error(), time.now() + time.ofReal(settings.grace()));
            }
            end(passage, lost ? BotApiResponse.dropped() : response, status);
        });
    }

    private void end(Passage passage, BotApiResponse response, int status) {
        Target target = passage.target;
        Query query = passage.query;
        Served served = new Served(
                target == null ? 0 : target.bot(),
                target == null ? "" : switchboard.name(target.method()),
                query == null ? 0 : query.chatId(),
                query != null,
                status,
                response.cut(),
                response.cut() ? null : passage.misreport,
                passage.receivedAt,
                time.now());
        listeners.forEach(listener -> listener.served(served));
        passage.response.complete(response);
    }

    private long oneWay() {
        return (settings.latency().toNanos() + dice.between(0, settings.jitter().toNanos())) / 2;
    }

    /** A request on its way through. */
    private static final class Passage {
        final @Nullable Target target;
        final long receivedAt;
        final CompletableFuture<BotApiResponse> response = new CompletableFuture<>();

        @Nullable
        Parameters parameters;

        @Nullable
        Refusal refusal;

        @Nullable
        Query query;

        @Nullable
        Fault misreport;

        Passage(@Nullable Target target, long receivedAt) {
            this.target = target;
            this.receivedAt = receivedAt;
        }
    }
}
