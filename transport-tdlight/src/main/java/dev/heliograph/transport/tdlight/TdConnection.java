// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.transport.tdlight.auth.SignIn;
import dev.heliograph.transport.tdlight.auth.SignInPlan;
import dev.heliograph.transport.tdlight.td.Dialect;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdHub;
import dev.heliograph.transport.tdlight.td.TdListener;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One client of TDLib from its first request to its end: proxy, parameters, sign-in, and the proof that the server answers.
 * Belongs to a strand. Used once; who wants to come back makes another.
 */
final class TdConnection implements TdListener {
    /** What a client is opened on. */
    record Site(TdHub hub, Dialect dialect, Strand strand, ErrorTable errors, SignIn.Turns turns) {}

    private static final String AUTHORIZATION = "updateAuthorizationState";
    /** TDLib waits floods out by itself, up to 60 s for users and 8 s for bots. */
    private static final Duration HIDDEN_WAIT_OF_USERS = Duration.ofSeconds(61);

    private static final Duration HIDDEN_WAIT_OF_BOTS = Duration.ofSeconds(9);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Site site;
    private final Opening opening;
    private final TdListener owner;
    private final Consumer<Outcome<SelfInfo>> then;
    private final Duration timeout;
    private final TdClient client;
    private final SignIn signIn;
    private String way = "";
    private boolean answered;
    private boolean closing;
    private boolean loggedOut;
    private Failure end = new Failure.Unavailable(Failure.Origin.NETWORK, "disconnected while connecting");

    private TdConnection(Site site, Opening opening, TdListener owner, Consumer<Outcome<SelfInfo>> then) {
        this.site = site;
        this.opening = opening;
        this.owner = owner;
        this.then = then;
        this.timeout = opening.config().timeout();
        this.client = TdClient.open(site.hub(), site.strand(), this);
        this.signIn = new SignIn(
                client,
                site.strand(),
                opening.plan(),
                site.errors(),
                opening.prompts(),
                site.turns(),
                timeout.plus(opening.plan().kind() == SignInPlan.Kind.BOT ? HIDDEN_WAIT_OF_BOTS : HIDDEN_WAIT_OF_USERS),
                this::signedIn);
    }

    /**
     * Opens a client.
     *
     * @param owner takes the updates that it wants, and is told of the end
     * @param then told once, and never before this returns: who signed in, or why not; it is then still to be closed
     * @throws IllegalStateException once the process is ending
     */
    static TdConnection open(Site site, Opening opening, TdListener owner, Consumer<Outcome<SelfInfo>> then) {
        TdConnection connection = new TdConnection(site, opening, owner, then);
        connection.start();
        return connection;
    }

    /** Where requests go. */
    TdClient client() {
        return client;
    }

    /**
     * Closes it; what is under way is answered with {@link TdAnswer.Kind#CLOSED}, a question to a person is taken back.
     * Completes on the strand when TDLib has let go of its files, or after ten seconds.
     */
    CompletionStage<Void> close() {
        closing = true;
        signIn.cancel();
        CompletableFuture<Void> done = new CompletableFuture<>();
        Alarm patience = site.strand().after(CLOSING, () -> done.complete(null));
        client.close().whenComplete((ended, bug) -> {
            boolean unused = patience.cancel();
            done.complete(null);
        });
        return done;
    }

    /** Signs the account out of this session, whose database is then empty; completes on the strand. */
    CompletionStage<Outcome<Boolean>> logOut() {
        closing = true;
        return client.ask(TdClient.request("logOut"), timeout).thenCompose(answer -> {
            Failure failure = failure(answer);
            // the answer to a log-out may be cut off by its success
            return failure == null || answer.kind() == TdAnswer.Kind.CLOSED
                    ? client.ended().thenApply(ended -> Outcome.done(true))
                    : CompletableFuture.completedFuture(Outcome.<Boolean>failed(failure));
        });
    }

    /** Lets the device in that shows that link; completes on the strand. */
    CompletionStage<Outcome<Boolean>> approve(String link) {
        ObjectNode request = TdClient.request("confirmQrCodeAuthentication").put("link", link.strip());
        return client.ask(request, timeout).thenApply(answer -> {
            Failure failure = failure(answer);
            return failure == null ? Outcome.done(true) : Outcome.failed(failure);
        });
    }

    @Override
    public Set<String> wanted() {
        Set<String> wanted = new TreeSet<>(owner.wanted());
        wanted.add(WayToTelegram.UPDATE);
        wanted.add(AUTHORIZATION);
        return wanted;
    }

    @Override
    public void update(JsonNode update) {
        String type = update.path("@type").asString("");
        if (!type.equals(AUTHORIZATION)) {
            if (type.equals(WayToTelegram.UPDATE)) {
                way = update.path("state").path("@type").asString("");
            }
            owner.update(update);
            return;
        }
        JsonNode state = update.path("authorization_state");
        loggedOut |= state.path("@type").asString("").equals("authorizationStateLoggingOut");
        signIn.state(state);
    }

    @Override
    public void closed() {
        signIn.cancel();
        if (!closing) {
            end = loggedOut
                    ? new Failure.SessionLost("LOGGED_OUT")
                    : new Failure.Unavailable(Failure.Origin.NETWORK, "TDLib closed the session");
        }
        finish(Outcome.failed(end));
        owner.closed();
    }

    /** Why it ended; means something once it did. */
    Failure end() {
        return end;
    }

    private void start() {
        ProxyConfig proxy = opening.config().proxy();
        // not waited for: TDLib answers only after it has its parameters, and then has the proxy before its first
        // socket
        if (proxy == null) {
            client.tell(TdClient.request("disableProxy"));
        } else {
            client.ask(site.dialect().addProxy(proxy), timeout, answer -> proxied(proxy, answer));
        }
        opening.options().forEach(client::tell);
        client.ask(opening.parameters(), timeout, this::opened);
    }

    private void proxied(ProxyConfig proxy, TdAnswer answer) {
        if (answer.kind() == TdAnswer.Kind.ERROR) {
            // never without it
            client.tell(TdClient.request("close"));
            finish(Outcome.failed(OpeningErrors.rejected(answer.code(), "PROXY_REFUSED: " + answer.text())));
        } else if (answer.isObject()) {
            client.ask(TdClient.request("getProxies"), timeout, list -> forgetOthers(proxy, list.object()));
        }
    }

    /** Proxies of earlier runs stay in the database else, with their passwords. */
    private void forgetOthers(ProxyConfig proxy, JsonNode list) {
        for (JsonNode listed : list.path("proxies")) {
            if (!Proxies.is(proxy, listed)) {
                client.tell(TdClient.request("removeProxy")
                        .put("proxy_id", listed.path("id").asInt(0)));
            }
        }
    }

    private void opened(TdAnswer answer) {
        if (answer.kind() == TdAnswer.Kind.ERROR) {
            String session = opening.config().sessionName().value();
            signedIn(OpeningErrors.of(answer.code(), answer.text(), session, opening.database()));
        } else if (answer.kind() == TdAnswer.Kind.TIMED_OUT) {
            signedIn(new Failure.Unavailable(Failure.Origin.NETWORK, "TDLib did not open its database in time"));
        }
    }

    private void signedIn(@Nullable Failure failure) {
        signIn.cancel();
        if (failure != null) {
            finish(Outcome.failed(failure));
            return;
        }
        client.ask(TdClient.request("getMe"), timeout, answer -> {
            JsonNode user = answer.objectOrNull();
            if (user == null) {
                notAlive(answer);
            } else {
                prove(self(user));
            }
        });
    }

    /** The account is known from the database: that the server still takes the session only an answer of it shows. */
    private void prove(SelfInfo self) {
        // both are asked of the server each time; most other things are answered from the database
        ObjectNode question = TdClient.request(self.bot() ? "getCommands" : "getActiveSessions");
        client.ask(question, timeout, answer -> {
            boolean refusal = answer.kind() == TdAnswer.Kind.ERROR && answer.code() >= 400 && answer.code() < 500;
            // a refusal is an answer too, for whatever reason, as long as the session itself is taken
            if (answer.isObject() || (refusal && answer.code() != 401)) {
                finish(Outcome.done(self));
            } else {
                notAlive(answer);
            }
        });
    }

    private void notAlive(TdAnswer answer) {
        Failure failure = failure(answer);
        // where it was closed, that says why
        if (failure != null && answer.kind() != TdAnswer.Kind.CLOSED) {
            finish(Outcome.failed(failure));
        }
    }

    private @Nullable Failure failure(TdAnswer answer) {
        return switch (answer.kind()) {
            case OBJECT -> null;
            case ERROR ->
                site.errors().classify(answer.code(), answer.text(), null).orElse(null);
            case TIMED_OUT -> new Failure.Unavailable(Failure.Origin.NETWORK, answer.text() + whereItStands());
            case CLOSED -> new Failure.Unavailable(Failure.Origin.NETWORK, answer.text());
        };
    }

    /** A proxy that is down looks like a server that does not answer. */
    private String whereItStands() {
        ProxyConfig proxy = opening.config().proxy();
        return switch (way) {
            case "connectionStateConnectingToProxy" ->
                ": there is no way to the proxy" + (proxy == null ? "" : " " + proxy) + ", or from there to Telegram";
            case "connectionStateConnecting", "connectionStateWaitingForNetwork" -> ": there is no way to Telegram";
            default -> "";
        };
    }

    private void finish(Outcome<SelfInfo> outcome) {
        if (!answered) {
            answered = true;
            then.accept(outcome);
        }
    }

    static SelfInfo self(JsonNode user) {
        boolean bot = user.path("type").path("@type").asString("").equals("userTypeBot");
        JsonNode usernames = user.path("usernames");
        String name = usernames.path("editable_username").asString("");
        String active = usernames.path("active_usernames").path(0).asString("");
        String shown = active.isEmpty() ? name : active;
        return new SelfInfo(new AccountId(user.path("id").asLong()), bot, shown.isEmpty() ? null : shown);
    }

    @Override
    public String toString() {
        return "TdConnection[" + opening.config().sessionName() + ", " + client + "]";
    }
}
