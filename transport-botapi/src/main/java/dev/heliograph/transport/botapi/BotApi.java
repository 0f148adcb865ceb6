// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The methods of the Bot API for one token. Stages complete on the transport's strand, where every call has to be made;
 * they never complete exceptionally. It makes no second attempts.
 */
final class BotApi {
    private static final Logger LOG = LoggerFactory.getLogger(BotApi.class);
    private static final String WHO_AM_I = "getMe";
    private static final String POLL = "getUpdates";

    private final Traffic traffic;
    private final Reading reading;
    private final EventPump events;
    private final SessionName session;
    private final TokenMask mask;
    private final String root;
    private final @Nullable ProxyConfig proxy;
    private final Consumer<Failure> lost;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Set<Trip> underWay = new LinkedHashSet<>();

    /**
     * @param lost told where the server no longer accepts the token, after the call that learned of it completed
     */
    BotApi(
            Traffic traffic,
            Reading reading,
            EventPump events,
            SessionName session,
            String token,
            @Nullable ProxyConfig proxy,
            Consumer<Failure> lost) {
        this.traffic = traffic;
        this.reading = reading;
        this.events = events;
        this.session = session;
        this.mask = new TokenMask(token);
        this.root = "/bot" + token + "/";
        this.proxy = proxy;
        this.lost = lost;
    }

    /** An empty set of parameters. */
    ObjectNode params() {
        return json.createObjectNode();
    }

    /**
     * Calls a method.
     *
     * @param timeout from now to the last byte of the answer
     * @param effect whether it changes something: then an answer that is lost is Ambiguous, else Unavailable
     * @return the {@code result}, or the failure
     */
    CompletionStage<Outcome<JsonNode>> call(String method, ObjectNode params, Duration timeout, boolean effect) {
        CompletableFuture<Outcome<JsonNode>> done = new CompletableFuture<>();
        ask(method, params, timeout, effect, verdict -> done.complete(verdict.outcome()));
        return done;
    }

    /** As {@link #call}, telling all that the answer says. */
    void ask(String method, ObjectNode params, Duration timeout, boolean effect, Consumer<Verdict> told) {
        byte[] body = json.writeValueAsString(params).getBytes(StandardCharsets.UTF_8);
        HttpCall.Purpose purpose = method.equals(POLL) ? HttpCall.Purpose.POLL : HttpCall.Purpose.CALL;
        BasicGroups groups = BasicGroups.of(params);
        post(
                method,
                purpose,
                HttpBody.json(body),
                timeout,
                effect,
                Echo.of(method, params),
                verdict -> settle(method, groups, timeout, verdict, told));
    }

    /** Calls a method with files. The time is that in which nothing moves. */
    void upload(String method, Form form, Duration stall, Consumer<Verdict> told) {
        HttpCall.Purpose purpose = HttpCall.Purpose.UPLOAD;
        post(
                method,
                purpose,
                form.body(),
                stall,
                true,
                Echo.of(method, form.params()),
                verdict -> settle(method, BasicGroups.of(form.params()), stall, verdict, told));
    }

    /** Breaks off every call that is under way. */
    void endAll(String reason) {
        List<Trip> trips = new ArrayList<>(underWay);
        underWay.clear();
        trips.forEach(trip -> trip.end(reason));
    }

    private void post(
            String method,
            HttpCall.Purpose purpose,
            HttpBody body,
            Duration limit,
            boolean effect,
            Echo echo,
            Consumer<Verdict> told) {
        long begun = traffic.timeline().nanos();
        HttpCall call = new HttpCall(purpose, root + method, body, proxy);
        Trip[] own = new Trip[1];
        own[0] = new Trip(traffic, call, limit, answer -> {
            underWay.remove(own[0]);
            Verdict verdict = read(answer, effect, echo, call);
            log(method, answer, verdict, traffic.timeline().nanos() - begun);
            tell(method, verdict, effect, told);
        });
        underWay.add(own[0]);
        own[0].begin();
    }

    private Verdict read(HttpAnswer answer, boolean effect, Echo echo, HttpCall call) {
        Verdict verdict = reading.read(answer, effect, mask);
        String problem = verdict.isResult() ? echo.problemOf(verdict.outcome().orThrow()) : null;
        if (problem == null) {
            return verdict;
        }
        call.doubtConnection();
        return Verdict.failed(strange(effect, problem));
    }

    /** Tells it; whoever waits for it is answered also where the answer is one that nobody thought of. */
    private void tell(String method, Verdict verdict, boolean effect, Consumer<Verdict> told) {
        try {
            told.accept(verdict);
        } catch (RuntimeException unreadable) {
            LOG.atWarn()
                    .addKeyValue("session", session)
                    .addKeyValue("method", method)
                    .addKeyValue("cause", unreadable.toString())
                    .log("an answer could not be read");
            told.accept(Verdict.failed(strange(effect, "it could not be read")));
        }
    }

    private static Failure strange(boolean effect, String problem) {
        String reason = "a strange answer: " + problem;
        return effect ? new Failure.Ambiguous(reason) : new Failure.Unavailable(Failure.Origin.SERVER, reason);
    }

    private void settle(String method, BasicGroups groups, Duration limit, Verdict verdict, Consumer<Verdict> told) {
        if (verdict.migratedTo() != 0 && groups.areTwo()) {
            seek(groups, limit, verdict, told);
            return;
        }
        if (verdict.migratedTo() != 0 && groups.first() != 0) {
            migrated(groups.first(), verdict.migratedTo());
        }
        if (verdict.isNotFound() && !method.equals(WHO_AM_I)) {
            doubt(method, limit, verdict, told);
            return;
        }
        told.accept(verdict);
        Failure failure = verdict.failure();
        if (failure != null && failure.kind() == Failure.Kind.SESSION_LOST) {
            lost.accept(failure);
        }
    }

    /** Not Found: is it the method that is not known, or the token? */
    private void doubt(String method, Duration limit, Verdict refused, Consumer<Verdict> told) {
        HttpBody empty = HttpBody.json("{}".getBytes(StandardCharsets.UTF_8));
        post(WHO_AM_I, HttpCall.Purpose.CALL, empty, limit, false, Echo.of(WHO_AM_I, params()), answer -> {
            Failure failure = answer.failure();
            if (failure == null) {
                String reason = "METHOD_NOT_FOUND: the server does not know " + method;
                told.accept(refused.with(new Failure.Rejected(SendStatus.FAILED, 404, reason)));
                return;
            }
            // where that did not come to an answer either it is still open, and nothing has happened
            told.accept(refused.with(failure));
            if (failure.kind() == Failure.Kind.SESSION_LOST) {
                lost.accept(failure);
            }
        });
    }

    /** Which of the two was it? What is told here is kept for ever, so nothing is guessed. */
    private void seek(BasicGroups groups, Duration limit, Verdict refused, Consumer<Verdict> told) {
        ask("getChat", params().put("chat_id", groups.first()), limit, false, answer -> {
            // where it is the first, that answer has told it already
            if (answer.failure() == null) {
                migrated(groups.second(), refused.migratedTo());
            }
            told.accept(refused);
        });
    }

    private void migrated(long from, long to) {
        // before the answer is told: by the time of the next attempt the new id must be known
        events.offerFirst(new Event.ChatMigrated(from, to));
    }

    private void log(String method, HttpAnswer answer, Verdict verdict, long nanos) {
        LOG.atDebug()
                .addKeyValue("session", session)
                .addKeyValue("method", method)
                .addKeyValue("status", answer.status())
                .addKeyValue("ms", nanos / 1_000_000)
                .addKeyValue("failure", verdict.failure())
                .log("call answered");
    }

    /** The token is left out. */
    @Override
    public String toString() {
        return "BotApi[" + session + ", " + mask + "]";
    }
}
