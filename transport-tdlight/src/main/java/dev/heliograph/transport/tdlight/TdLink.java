// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.transport.tdlight.auth.SignInPlan;
import dev.heliograph.transport.tdlight.login.LoginPrompts;
import dev.heliograph.transport.tdlight.message.Messaging;
import dev.heliograph.transport.tdlight.message.MessagingParts;
import dev.heliograph.transport.tdlight.td.TdListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The link of one session. Each connection is a client of TDLib of its own, from {@code connect} until it is asked to end, is
 * no longer accepted, or has had no way to Telegram for as long as a call may take. What TDLib repairs in less time is its own
 * business: calls wait meanwhile. State is confined to the link's strand.
 */
final class TdLink implements Link {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final String FREEZING = "updateFreezeState";

    private final LinkParts parts;
    private final ClientConfig config;
    private final Strand strand;
    private final EventPump events;
    private final LinkCalls calls = new LinkCalls(this);
    /** Who waits for the attempt to connect that is under way. */
    private final List<CompletableFuture<Outcome<SelfInfo>>> asking = new ArrayList<>();
    /** Done when the last connection has let go of its files, and an attempt no longer takes them. */
    private CompletionStage<Void> down = CompletableFuture.completedFuture(null);

    private int attempt;
    private @Nullable Ear ear;
    private @Nullable SelfInfo self;
    private @Nullable Messaging messaging;

    TdLink(LinkParts parts, ClientConfig config, EventSink sink) {
        this.parts = parts;
        this.config = config;
        this.strand =
                parts.context().timeline().strand("tdlight-" + parts.context().instance() + "-" + config.sessionName());
        this.events = new EventPump(strand, sink);
    }

    @Override
    public CompletionStage<Outcome<SelfInfo>> connect() {
        CompletableFuture<Outcome<SelfInfo>> asked = new CompletableFuture<>();
        strand.execute(() -> {
            if (parts.roll().isClosed()) {
                asked.complete(Outcome.failed(unavailable("the transport is closed")));
            } else if (self != null) {
                asked.complete(Outcome.done(self));
            } else {
                asking.add(asked);
                if (asking.size() == 1) {
                    int mine = ++attempt;
                    events.offer(new Event.ConnectionChanged(ConnectionState.CONNECTING, null));
                    down.whenComplete((gone, bug) -> parts.opening().take(strand, () -> begin(mine)));
                }
            }
        });
        return asked;
    }

    @Override
    public CompletionStage<Void> disconnect() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        strand.execute(() -> drop(null, unavailable("disconnected while connecting"))
                .whenComplete((gone, bug) -> done.complete(null)));
        return done;
    }

    /** As {@link #disconnect}, and nothing is delivered any more. */
    CompletionStage<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        strand.execute(() -> {
            CompletionStage<Void> gone = drop(null, unavailable("the transport is closed"));
            events.close();
            gone.whenComplete((closed, bug) -> done.complete(null));
        });
        return done;
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        return whenReady(ready -> ready.send(request));
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        return calls.facet(type);
    }

    /** Runs it on the strand where the session is signed in. */
    <T> CompletionStage<Outcome<T>> whenReady(Function<Messaging, CompletionStage<Outcome<T>>> body) {
        CompletableFuture<Outcome<T>> done = new CompletableFuture<>();
        strand.execute(() -> {
            Messaging ready = messaging;
            if (ready == null) {
                done.complete(Outcome.failed(unavailable("not connected")));
            } else {
                pass(() -> body.apply(ready), done);
            }
        });
        return done;
    }

    /** Lets another device into the account. */
    CompletionStage<Outcome<Boolean>> approve(String link) {
        CompletableFuture<Outcome<Boolean>> done = new CompletableFuture<>();
        strand.execute(() -> {
            TdConnection open = ear == null ? null : ear.connection;
            if (self == null || open == null) {
                done.complete(Outcome.failed(unavailable("not connected")));
            } else {
                pass(() -> open.approve(link), done);
            }
        });
        return done;
    }

    @Override
    public String toString() {
        return "TdLink[" + config.sessionName() + "]";
    }

    private interface Work<T> {
        CompletionStage<Outcome<T>> begin();
    }

    private static <T> void pass(Work<T> work, CompletableFuture<Outcome<T>> done) {
        try {
            work.begin().whenComplete((outcome, bug) -> done.complete(outcome == null ? bug(bug) : outcome));
        } catch (RuntimeException bug) {
            // not to be tried again: nobody knows how far it came
            done.complete(bug(bug));
        }
    }

    private void begin(int mine) {
        if (mine != attempt) {
            return;
        }
        if (!parts.roll().enter(config.sessionName(), this)) {
            fail(OpeningErrors.rejected(
                    0, "DATABASE_IN_USE: another client of this process has session " + config.sessionName()));
        } else if (parts.roll().isClosed()) {
            fail(unavailable("the transport is closed"));
        } else {
            AtomicReference<SessionFiles.@Nullable Held> taken = new AtomicReference<>();
            down = onDisk(() -> taken.set(parts.files().take(config))).thenCompose(over -> open(mine, taken.get()));
        }
    }

    /** Runs what waits for the disk; what it throws is the end of the attempt. Completes on the strand when it is over. */
    private CompletionStage<Void> onDisk(Runnable body) {
        int mine = attempt;
        CompletableFuture<Void> over = new CompletableFuture<>();
        try {
            parts.context().blocking().execute(() -> {
                try {
                    body.run();
                } catch (ConfigurationException wrong) {
                    give(mine, OpeningErrors.rejected(0, "SESSION_UNUSABLE: " + wrong.getMessage()));
                } catch (RuntimeException bug) {
                    give(mine, OpeningErrors.rejected(0, "INTERNAL: " + bug));
                }
                strand.execute(() -> over.complete(null));
            });
        } catch (RejectedExecutionException ending) {
            fail(unavailable("nothing is connected any more"));
            over.complete(null);
        }
        return over;
    }

    private void give(int mine, Failure failure) {
        strand.execute(() -> {
            if (mine == attempt) {
                fail(failure);
            }
        });
    }

    /** Completes when nothing is in the way of the next attempt, unless this one came up. */
    private CompletionStage<Void> open(int mine, SessionFiles.@Nullable Held held) {
        if (held == null || mine != attempt) {
            return held == null ? CompletableFuture.completedFuture(null) : onDisk(held::release);
        }
        LinkParts.People people = parts.people().get();
        LoginPrompts prompts = people.of(config.sessionName());
        SignInPlan plan = SignInPlan.of(config, prompts != null, people.byLink());
        Opening opening =
                Opening.of(config, held.database(), held.key(), parts.settings().test(), plan, prompts);
        TdConnection.Site site = new TdConnection.Site(
                parts.hub(),
                parts.dialect(),
                strand,
                parts.settings().errors(),
                turn -> parts.signingIn().take(strand, turn));
        Ear listening = new Ear(mine, held);
        ear = listening;
        try {
            listening.connection =
                    TdConnection.open(site, opening, listening, outcome -> settle(mine, listening, outcome));
        } catch (IllegalStateException ending) {
            fail(unavailable("the process is ending"));
        }
        return CompletableFuture.completedFuture(null);
    }

    private void settle(int mine, Ear listening, Outcome<SelfInfo> outcome) {
        if (mine != attempt) {
            return;
        }
        SelfInfo account = outcome.value();
        TdConnection connection = listening.connection;
        if (account == null || connection == null) {
            Failure failure = outcome.failure();
            fail(failure == null ? unavailable("not connected") : failure);
            return;
        }
        self = account;
        messaging = new Messaging(new MessagingParts(
                connection.client(),
                parts.dialect(),
                account,
                parts.settings().errors(),
                config,
                strand,
                parts.context(),
                listening.held.outgoing(),
                listening.held.usernames(),
                events::offer));
        calls.follow(messaging);
        listening.ready(messaging);
        note(listening, account);
        events.offer(new Event.ConnectionChanged(ConnectionState.READY, null));
        answerAll(outcome);
    }

    /** What another machine would need must not wait for the end of this process, which may be none in order. */
    private void note(Ear listening, SelfInfo account) {
        onDisk(new SignedInNote(parts, config, listening.held, account)).thenRun(() -> {
            if (ear == listening && !listening.held.isKept()) {
                strand.after(AGAIN, () -> note(listening, account));
            }
        });
    }

    private void fail(Failure failure) {
        drop(failure, failure);
    }

    /**
     * Ends the connection, or the attempt.
     *
     * @param cause why, where it was not asked for
     * @param answer what those who wait for the attempt are told
     * @return done when the database is closed
     */
    private CompletionStage<Void> drop(@Nullable Failure cause, Failure answer) {
        boolean wasUp = self != null || !asking.isEmpty();
        attempt++;
        self = null;
        Messaging ended = messaging;
        messaging = null;
        Ear left = ear;
        ear = null;
        if (ended != null) {
            calls.remember();
            ended.end(cause == null ? unavailable("disconnected before the answer came") : cause);
        }
        if (left != null) {
            down = left.leave();
        }
        // the next connection waits for it, whoever makes it
        CompletionStage<Void> gone = down.thenRun(() -> parts.roll().leave(config.sessionName(), this));
        if (wasUp) {
            events.offer(new Event.ConnectionChanged(ConnectionState.DISCONNECTED, cause));
        }
        answerAll(Outcome.failed(answer));
        return gone;
    }

    private void answerAll(Outcome<SelfInfo> outcome) {
        List<CompletableFuture<Outcome<SelfInfo>>> waiting = new ArrayList<>(asking);
        asking.clear();
        waiting.forEach(asked -> asked.complete(outcome));
    }

    private static <T> Outcome<T> bug(Throwable bug) {
        return Outcome.failed(OpeningErrors.rejected(0, "INTERNAL: " + bug));
    }

    private static Failure unavailable(String reason) {
        return new Failure.Unavailable(Failure.Origin.NETWORK, reason);
    }

    /** Takes what one client tells, as long as it is the link's. */
    private final class Ear implements TdListener {
        private final int mine;
        private final SessionFiles.Held held;
        private final WayToTelegram way;
        private @Nullable TdConnection connection;

        Ear(int mine, SessionFiles.Held held) {
            this.mine = mine;
            this.held = held;
            this.way = new WayToTelegram(strand, config.timeout(), this::changed, this::broken);
        }

        @Override
        public Set<String> wanted() {
            Set<String> wanted = new TreeSet<>(Messaging.wanted());
            wanted.add(WayToTelegram.UPDATE);
            wanted.add(FREEZING);
            return wanted;
        }

        @Override
        public void update(JsonNode update) {
            if (mine != attempt) {
                return;
            }
            String type = update.path("@type").asString("");
            if (type.equals(WayToTelegram.UPDATE)) {
                way.update(update);
            } else if (type.equals(FREEZING) && update.path("is_frozen").asBoolean(false)) {
                events.offer(new Event.Notice("Telegram has frozen the account: "
                        + update.path("appeal_link").asString("")));
            }
            Messaging ready = messaging;
            if (ready != null) {
                ready.update(update);
            }
        }

        @Override
        public void closed() {
            TdConnection over = connection;
            if (mine == attempt && over != null) {
                fail(over.end());
            }
        }

        void ready(Messaging fresh) {
            JsonNode newest = way.newest();
            if (newest != null) {
                fresh.update(newest);
            }
            way.watch();
        }

        CompletionStage<Void> leave() {
            way.forget();
            TdConnection open = connection;
            CompletionStage<Void> closed = open == null ? CompletableFuture.completedFuture(null) : open.close();
            return closed.thenCompose(gone -> onDisk(held::release));
        }

        private void changed(boolean open) {
            if (mine == attempt) {
                events.offer(
                        new Event.ConnectionChanged(open ? ConnectionState.READY : ConnectionState.CONNECTING, null));
            }
        }

        private void broken() {
            if (mine == attempt) {
                fail(unavailable("there was no way to Telegram for " + config.timeout()));
            }
        }
    }
}
