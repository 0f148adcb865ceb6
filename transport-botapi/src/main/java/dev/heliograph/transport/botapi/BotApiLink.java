// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.Receiving;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The link of one bot. There is no connection in the Bot API: a link is ready once the server has said who the token
 * belongs to, and until it is told to stop or the token is refused. Its state is confined to the transport's strand.
 */
final class BotApiLink implements Link {
    /** What a transport lends its links. */
    record Parts(BotApiSettings settings, PluginContext context, Strand strand, Traffic traffic, Reading reading) {}

    private final Parts parts;
    private final ClientConfig config;
    private final BotApi api;
    private final EventPump events;
    private final PollCounts counts = new PollCounts();
    private final Receiver receiver;
    /** Who waits for the attempt to connect that is under way. */
    private final List<CompletableFuture<Outcome<SelfInfo>>> asking = new ArrayList<>();

    private int attempt;
    private @Nullable SelfInfo self;
    private boolean closed;

    BotApiLink(Parts parts, ClientConfig config, String token, EventSink sink) {
        this.parts = parts;
        this.config = config;
        this.events = new EventPump(parts.strand(), sink);
        this.api = new BotApi(
                parts.traffic(), parts.reading(), events, config.sessionName(), token, config.proxy(), this::drop);
        Reception reception = new Reception(
                config.sessionName().value(),
                this::asked,
                sink,
                parts.strand(),
                parts.context().timeline(),
                parts.settings().pollTimeout());
        this.receiver = Receiver.of(parts.settings(), reception, counts, config);
    }

    @Override
    public CompletionStage<Outcome<SelfInfo>> connect() {
        CompletableFuture<Outcome<SelfInfo>> asked = new CompletableFuture<>();
        parts.strand().execute(() -> {
            if (closed) {
                asked.complete(Outcome.failed(unavailable("the transport is closed")));
            } else if (self != null) {
                asked.complete(Outcome.done(self));
            } else {
                asking.add(asked);
                if (asking.size() == 1) {
                    knock(++attempt);
                }
            }
        });
        return asked;
    }

    @Override
    public CompletionStage<Void> disconnect() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        parts.strand().execute(() -> drop(null).whenComplete((told, bug) -> done.complete(null)));
        return done;
    }

    /** On the strand: as {@link #disconnect}, and nothing is delivered any more. */
    CompletionStage<Void> close() {
        CompletionStage<Void> down = drop(null);
        closed = true;
        events.close();
        return down;
    }

    /** How it receives. */
    Receiver receiver() {
        return receiver;
    }

    /** What it counted while receiving. */
    PollCounts counts() {
        return counts;
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        return CompletableFuture.completedFuture(Outcome.failed(unavailable("not connected")));
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        if (type == Receiving.class) {
            return Optional.of(type.cast(receiver));
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "BotApiLink[" + config.sessionName() + "]";
    }

    private void knock(int mine) {
        events.offer(new Event.ConnectionChanged(ConnectionState.CONNECTING, null));
        api.ask("getMe", api.params(), config.timeout(), false, verdict -> settle(mine, account(verdict)));
    }

    private Outcome<SelfInfo> account(Verdict verdict) {
        return verdict.outcome().map(BotApiLink::self);
    }

    private static SelfInfo self(JsonNode user) {
        String username = user.path("username").asString("");
        return new SelfInfo(
                new AccountId(user.path("id").asLong()),
                user.path("is_bot").asBoolean(true),
                username.isEmpty() ? null : username);
    }

    private void settle(int mine, Outcome<SelfInfo> outcome) {
        if (mine != attempt || asking.isEmpty()) {
            // broken off by a disconnection
            return;
        }
        SelfInfo account = outcome.value();
        if (account == null) {
            finish(mine, outcome);
        } else {
            receiver.connected(account.account().value())
                    .thenAccept(problem ->
                            finish(mine, problem.map(Outcome::<SelfInfo>failed).orElse(outcome)));
        }
    }

    private void finish(int mine, Outcome<SelfInfo> outcome) {
        if (mine != attempt || asking.isEmpty()) {
            return;
        }
        self = outcome.value();
        if (self == null) {
            receiver.disconnected();
        }
        events.offer(new Event.ConnectionChanged(
                outcome.isDone() ? ConnectionState.READY : ConnectionState.DISCONNECTED, outcome.failure()));
        answerAll(outcome);
    }

    /** Ends the connection, with a cause where it was not asked for. */
    private CompletionStage<Void> drop(@Nullable Failure cause) {
        boolean wasUp = self != null || !asking.isEmpty();
        self = null;
        // what it has yet to tell the server it tells once everything else has been broken off
        CompletionStage<Void> down = receiver.disconnected();
        if (wasUp) {
            events.offer(new Event.ConnectionChanged(ConnectionState.DISCONNECTED, cause));
        }
        answerAll(Outcome.failed(unavailable("disconnected while connecting")));
        api.endAll("disconnected before the answer came");
        return down;
    }

    private void answerAll(Outcome<SelfInfo> outcome) {
        List<CompletableFuture<Outcome<SelfInfo>>> waiting = new ArrayList<>(asking);
        asking.clear();
        waiting.forEach(asked -> asked.complete(outcome));
    }

    private CompletionStage<Verdict> asked(String method, ObjectNode params, Duration timeout) {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        api.ask(method, params, timeout, false, answer::complete);
        return answer;
    }

    private static Failure unavailable(String reason) {
        return new Failure.Unavailable(Failure.Origin.NETWORK, reason);
    }
}
