// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.EventSink;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.transport.tdlight.engine.ExitGuard;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.login.LoginDesk;
import dev.heliograph.transport.tdlight.natives.LibrarySearch;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.td.Dialect;
import dev.heliograph.transport.tdlight.td.TdHub;
import dev.heliograph.transport.tdlight.vault.AskWho;
import dev.heliograph.transport.tdlight.vault.KeyLease;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The sessions of one folder on one TDLib. May be used from any thread. */
final class TdlightTransport implements Transport {
    static final Capabilities CAPABILITIES = Capabilities.of(List.of(
            Feature.MEDIA,
            Feature.SCHEDULE,
            Feature.TOPICS,
            Feature.EDITING,
            Feature.FORWARDING,
            Feature.HISTORY,
            Feature.ENTITIES));

    /** How long the end of the process waits for databases to be closed. */
    private static final Duration EXIT = Duration.ofSeconds(10);

    private final TdlightSettings settings;
    private final PluginContext context;
    private final TdHub hub;
    private final PluginContext.AtExit guard;
    private final PluginContext.Loop loop;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** Ends what links wait for that is not TDLib. */
    private final CompletableFuture<Void> quit = new CompletableFuture<>();

    private final Roll roll = new Roll();
    private volatile LinkParts.People asked = LinkParts.People.NOBODY;
    private final boolean moving;
    private final LinkParts parts;

    TdlightTransport(TdlightSettings settings, TdEngine engine, SealedSessions sessions, PluginContext context) {
        this.settings = settings;
        this.moving = sessions.isMoving();
        this.context = context;
        this.hub = TdHub.of(engine);
        this.parts = new LinkParts(
                settings,
                context,
                hub,
                Dialect.of(engine.version()),
                new SessionFiles(sessions, this::whose),
                roll,
                new Pace(context.timeline(), settings.opening()),
                new Pace(context.timeline(), settings.signingIn()),
                () -> asked);
        this.guard = ExitGuard.watch(context, () -> hub.closeAll(EXIT, context.timeline()::nanos));
        this.loop = context.loop("tdlib", () -> hub.run(ending::get));
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES.underWay(settings.calls(), settings.uploads());
    }

    @Override
    public Link link(ClientConfig config, EventSink sink) {
        check(config);
        return new TdLink(parts, config, sink);
    }

    @Override
    public <F> Optional<F> facet(Class<F> type) {
        if (type == LoginDesk.class) {
            LoginDesk desk = (people, byLink) -> asked = new LinkParts.People(people, byLink);
            return Optional.of(type.cast(desk));
        }
        return Optional.empty();
    }

    @Override
    public CompletionStage<Void> close() {
        if (closing.compareAndSet(false, true)) {
            quit.complete(null);
            CompletableFuture<?>[] down = roll.close().stream()
                    .map(link -> link.close().toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            CompletionStage<Void> allDown = CompletableFuture.allOf(down);
            allDown.whenComplete((all, bug) -> context.blocking().execute(this::end));
        }
        return ended.copy();
    }

    private void end() {
        try {
            ending.set(true);
            hub.wake();
            loop.close();
            guard.close();
        } finally {
            // whoever waits for it must not wait for ever
            ended.complete(null);
        }
    }

    private void check(ClientConfig config) {
        List<String> problems = new ArrayList<>();
        String session = "session " + config.sessionName() + ": ";
        if (config.apiId() <= 0) {
            problems.add(session + "apiId: tdlight: needs the number of an application from my.telegram.org, for bots"
                    + " too (TELEGRAM_API_ID)");
        }
        String hash = config.apiHash();
        if (hash == null || hash.isBlank()) {
            problems.add(session + "apiHash: tdlight: needs the hash of an application from my.telegram.org, for bots"
                    + " too (TELEGRAM_API_HASH)");
        }
        if (moving && config.share()) {
            problems.add(
                    session + "share: a session of vault=state has one owner at a time; with vault=files each process"
                            + " signs in on its own");
        }
        ProxyConfig proxy = config.proxy();
        String problem = proxy == null ? null : Proxies.problemWith(proxy);
        if (problem != null) {
            problems.add(session + "proxy: " + problem);
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** The server, by a process of its own, which knows libtdjson alone. */
    private Function<SessionMaterial, StoredSession.Account> whose(ClientConfig config) {
        if (settings.engine().equals(TdlightSettings.TDLIGHT_JAVA)) {
            return TdlightTransport::unknown;
        }
        return session -> KeyLease.with(
                Environment.ofProcess(),
                session.fingerprint(),
                config.sessionName(),
                settings.folder(),
                () -> new AskWho(
                                LibrarySearch.here().find(settings.library()),
                                settings.anyVersion(),
                                config,
                                settings.folder(),
                                quit)
                        .apply(session));
    }

    private static StoredSession.Account unknown(SessionMaterial session) {
        throw new ConfigurationException("the session string of data centre " + session.dc()
                + " does not tell whose it is: import it with 'heliograph session import' and --user-id");
    }

    @Override
    public String toString() {
        return "TdlightTransport[" + settings.folder() + "]";
    }
}
