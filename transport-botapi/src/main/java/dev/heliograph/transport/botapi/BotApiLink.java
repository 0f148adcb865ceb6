// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.Receiving;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The link of one bot. There is no connection in the Bot API: a link is ready once the server has said who the token
 * belongs to, and until it is told to stop or the token is refused. Its state is confined to the transport's strand.
 */
final class BotApiLink implements Link {
    /** What a transport lends its links. */
    record Parts(
            BotApiSettings settings,
            PluginContext context,
            Strand strand,
            Traffic traffic,
            Reading reading,
            Roll roll) {}

    private final Parts parts;
    private final ClientConfig config;
    private final BotApi api;
    private final Calls calls;
    private final EventPump events;
    private final PollCounts counts = new PollCounts();
    private final Receiver receiver;
    /** Who waits for the attempt to connect that is under way. */
    private final List<CompletableFuture<Outcome<SelfInfo>>> asking = new ArrayList<>();
    /** Messages whose files are being looked at. */
    private final Map<Outgoing, CompletableFuture<Outcome<SentMessage>>> packing = new LinkedHashMap<>();

    private volatile boolean inUse = true;
    private int attempt;
    private @Nullable SelfInfo self;

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
        this.calls = new Calls(api, this::whenReady, parts.context().timeline(), config.timeout());
    }

    @Override
    public CompletionStage<Outcome<SelfInfo>> connect() {
        CompletableFuture<Outcome<SelfInfo>> asked = new CompletableFuture<>();
        parts.strand().execute(() -> {
            Failure refusal = parts.roll().enter(config.sessionName(), this);
            if (refusal != null) {
                asked.complete(Outcome.failed(refusal));
                return;
            }
            inUse = true;
            if (self != null) {
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
        parts.strand().execute(() -> {
            inUse = false;
            drop(null).whenComplete((told, bug) -> {
                if (!inUse && events.backlog() == 0) {
                    parts.roll().leave(this);
                }
                done.complete(null);
            });
        });
        return done;
    }

    /** Whether it is connected or may be about to be; may be asked from any thread. */
    boolean isInUse() {
        return inUse;
    }

    /** On the strand: as {@link #disconnect}, and nothing is delivered any more. */
    CompletionStage<Void> close() {
        CompletionStage<Void> down = drop(null);
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
        if (request.message().schedule() != null) {
            return CompletableFuture.completedFuture(Outcome.failed(new Failure.Unsupported(Feature.SCHEDULE.name())));
        }
        return this.<SentMessage>whenReady((me, done) -> {
            Outgoing outgoing = Outgoing.of(request, me.account().value());
            if (outgoing.hasFiles()) {
                pack(outgoing, done);
            } else {
                calls.send(outgoing, done);
            }
        });
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        if (type == Receiving.class) {
            return Optional.of(type.cast(receiver));
        }
        boolean offered = type == Editing.class || type == Forwarding.class || type == EntityLookup.class;
        return offered ? Optional.of(type.cast(calls)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "BotApiLink[" + config.sessionName() + "]";
    }

    /** Runs it on the strand with who the session is, or answers that the link is down. */
    private <T> CompletionStage<Outcome<T>> whenReady(BiConsumer<SelfInfo, CompletableFuture<Outcome<T>>> body) {
        CompletableFuture<Outcome<T>> done = new CompletableFuture<>();
        parts.strand().execute(() -> {
            if (self == null) {
                done.complete(Outcome.failed(unavailable("not connected")));
            } else {
                run(self, body, done);
            }
        });
        return done;
    }

    private static <T> void run(
            SelfInfo self,
            BiConsumer<SelfInfo, CompletableFuture<Outcome<T>>> body,
            CompletableFuture<Outcome<T>> done) {
        try {
            body.accept(self, done);
        } catch (RuntimeException bug) {
            // not to be tried again: nobody knows how far it came
            done.complete(Outcome.failed(bug(bug)));
        }
    }

    private void pack(Outgoing outgoing, CompletableFuture<Outcome<SentMessage>> done) {
        packing.put(outgoing, done);
        try {
            parts.context().blocking().execute(() -> {
                Outcome<Form> form = packed(outgoing);
                parts.strand().execute(() -> {
                    // where the link went down meanwhile it has been answered
                    if (packing.remove(outgoing) != null) {
                        calls.upload(outgoing, form, done);
                    }
                });
            });
        } catch (RejectedExecutionException ending) {
            packing.remove(outgoing);
            done.complete(Outcome.failed(unavailable("nothing is sent any more")));
        }
    }

    private Outcome<Form> packed(Outgoing outgoing) {
        try {
            return outgoing.pack(parts.settings().largestFile());
        } catch (RuntimeException bug) {
            // a file system can throw anything
            return Outcome.failed(bug(bug));
        }
    }

    private void knock(int mine) {
        events.offer(new Event.ConnectionChanged(ConnectionState.CONNECTING, null));
        api.ask("getMe", api.params(), config.timeout(), false, verdict -> settle(mine, account(verdict)));
    }

    private static Outcome<SelfInfo> account(Verdict verdict) {
        Failure failure = verdict.failure();
        return failure == null ? Results.self(verdict.outcome().orThrow()) : Outcome.failed(failure);
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
        List<CompletableFuture<Outcome<SentMessage>>> unsent = new ArrayList<>(packing.values());
        packing.clear();
        unsent.forEach(done -> done.complete(Outcome.failed(unavailable("disconnected before it was sent"))));
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

    private static Failure bug(RuntimeException bug) {
        return new Failure.Rejected(SendStatus.FAILED, 0, "INTERNAL: " + bug);
    }

    private static Failure unavailable(String reason) {
        return new Failure.Unavailable(Failure.Origin.NETWORK, reason);
    }
}
