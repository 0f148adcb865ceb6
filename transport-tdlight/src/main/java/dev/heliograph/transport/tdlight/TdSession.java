// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.transport.tdlight.auth.SignInPlan;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.login.LoginPrompts;
import dev.heliograph.transport.tdlight.td.Dialect;
import dev.heliograph.transport.tdlight.td.TdHub;
import dev.heliograph.transport.tdlight.td.TdListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One session by itself, outside of any fleet: to sign an account in or out, or to let another device in. Nothing is sent
 * or received by it.
 *
 * <p>May be used from any thread; answers come on the session's strand, where nothing may block. It is to be closed before
 * the process ends.
 */
public final class TdSession {
    /** People are told after that, or after half of the time in which a call has to be answered. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final TdHub hub;
    private final Strand strand;
    private final PluginContext context;
    private final PluginContext.Loop loop;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final ClientConfig config;
    private final Path database;
    private final byte[] key;
    private final boolean test;
    private final Consumer<String> teller;
    private @Nullable TdConnection connection;
    private boolean signedIn;

    private TdSession(
            TdEngine engine,
            PluginContext context,
            ClientConfig config,
            Path database,
            byte[] key,
            boolean test,
            Consumer<String> teller) {
        this.hub = TdHub.of(engine);
        this.context = context;
        this.strand = context.timeline().strand("tdlib-" + config.sessionName());
        this.config = config;
        this.database = database;
        this.key = key.clone();
        this.test = test;
        this.teller = teller;
        this.loop = context.loop("tdlib-" + config.sessionName(), () -> hub.run(ending::get));
    }

    /**
     * A session that is opened by {@link #signIn}.
     *
     * @param config its name, application, device and proxy; the token where it is a bot
     * @param database the folder of TDLib's database, of which nobody else has a hold
     * @param key 32 bytes with which TDLib encrypts it
     * @param test whether the account is one of Telegram's test servers
     * @param teller takes a line for people when there is no way to Telegram for a while; called on the strand
     * @throws ConfigurationException where the proxy is none that TDLib takes
     */
    public static TdSession of(
            TdEngine engine,
            PluginContext context,
            ClientConfig config,
            Path database,
            byte[] key,
            boolean test,
            Consumer<String> teller) {
        ProxyConfig proxy = config.proxy();
        String problem = proxy == null ? null : Proxies.problemWith(proxy);
        if (problem != null) {
            throw new ConfigurationException("session " + config.sessionName() + ": " + problem);
        }
        return new TdSession(engine, context, config, database, key, test, teller);
    }

    /**
     * Opens it, and signs in where the database does not know the account yet. May be called again after a failure.
     *
     * @param prompts who is asked, or null where it must work without anybody
     * @param byLink whether a user signs in by a link that another of his devices opens, rather than by a code
     */
    public CompletionStage<Outcome<SelfInfo>> signIn(@Nullable LoginPrompts prompts, boolean byLink) {
        CompletableFuture<Outcome<SelfInfo>> done = new CompletableFuture<>();
        strand.execute(() -> {
            if (connection != null || ending.get()) {
                done.complete(Outcome.failed(unavailable("the session is open already, or closed for good")));
                return;
            }
            SignInPlan plan = SignInPlan.of(config, prompts != null, byLink);
            Opening opening = Opening.of(config, database, key, test, plan, prompts);
            Dialect dialect = Dialect.of(hub.engine().version());
            TdConnection.Site site =
                    new TdConnection.Site(hub, dialect, strand, ErrorTable.standard(), strand::execute);
            connection = TdConnection.open(site, opening, new Lookout(), outcome -> settle(outcome, done));
        });
        return done;
    }

    /** Signs the account out for good: Telegram forgets the session, and the database is emptied. */
    public CompletionStage<Outcome<Boolean>> logOut() {
        return whenSignedIn(connected -> {
            signedIn = false;
            return connected.logOut();
        });
    }

    /**
     * Lets another device into the account.
     *
     * @param link what {@link LoginPrompts#showLink} shows there
     */
    public CompletionStage<Outcome<Boolean>> approve(String link) {
        return whenSignedIn(connected -> connected.approve(link));
    }

    /** Closes the database and takes open questions back; completes when nothing is left. May be called again. */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        strand.execute(() -> {
            boolean first = !ending.get();
            shut().whenComplete((closed, bug) -> {
                ending.set(true);
                hub.wake();
                context.blocking().execute(() -> {
                    if (first) {
                        loop.close();
                    }
                    done.complete(null);
                });
            });
        });
        return done;
    }

    private void settle(Outcome<SelfInfo> outcome, CompletableFuture<Outcome<SelfInfo>> done) {
        signedIn = outcome.isDone();
        if (signedIn) {
            done.complete(outcome);
        } else {
            // so that it can be tried again, and TDLib does not go on by itself
            shut().whenComplete((closed, bug) -> done.complete(outcome));
        }
    }

    private CompletionStage<Void> shut() {
        TdConnection open = connection;
        connection = null;
        signedIn = false;
        return open == null ? CompletableFuture.completedFuture(null) : open.close();
    }

    private CompletionStage<Outcome<Boolean>> whenSignedIn(
            Function<TdConnection, CompletionStage<Outcome<Boolean>>> body) {
        CompletableFuture<Outcome<Boolean>> done = new CompletableFuture<>();
        strand.execute(() -> {
            TdConnection open = connection;
            if (open == null || !signedIn) {
                done.complete(Outcome.failed(unavailable("the session is not signed in")));
            } else {
                body.apply(open).whenComplete((outcome, bug) -> {
                    done.complete(outcome == null ? Outcome.failed(unavailable(String.valueOf(bug))) : outcome);
                });
            }
        });
        return done;
    }

    private static Failure unavailable(String reason) {
        return new Failure.Unavailable(Failure.Origin.NETWORK, reason);
    }

    /** Wants nothing but to know whether there is a way to Telegram. */
    private final class Lookout implements TdListener {
        private final WayToTelegram way = new WayToTelegram(strand, patience(), open -> {}, this::slow);

        Lookout() {
            way.watch();
        }

        @Override
        public Set<String> wanted() {
            return Set.of(WayToTelegram.UPDATE);
        }

        @Override
        public void update(JsonNode update) {
            if (update.path("@type").asString("").equals(WayToTelegram.UPDATE)) {
                way.update(update);
            }
        }

        @Override
        public void closed() {
            way.forget();
            signedIn = false;
        }

        private Duration patience() {
            Duration half = config.timeout().dividedBy(2);
            return half.compareTo(SLOW) < 0 ? half : SLOW;
        }

        private void slow() {
            ProxyConfig proxy = config.proxy();
            teller.accept("No connection to "
                    + (proxy == null ? "Telegram" : "the proxy " + proxy + ", or from there to Telegram")
                    + " yet; still trying.");
        }
    }

    @Override
    public String toString() {
        return "TdSession[" + config.sessionName() + "]";
    }
}
