// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.model.SentMessage;
import dev.heliograph.simulator.mtproto.LoopbackUser;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.transport.tdlight.facet.HiddenWaits;
import dev.heliograph.transport.tdlight.td.Dialect;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdHub;
import dev.heliograph.transport.tdlight.td.TdListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Messaging of one account by TDLib itself, signed in at a Telegram of the test's own. */
final class Occupant implements TdListener {
    static final String PHONE = "15550001";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<String> progress = Collections.synchronizedList(new ArrayList<>());
    final CompletableFuture<Messaging> ready = new CompletableFuture<>();
    private final PluginContext context;
    private final TdHub hub;
    private final ClientConfig config;
    private final Path folder;
    private final Strand strand;
    private final CompletableFuture<TdClient> opened = new CompletableFuture<>();
    private @Nullable JsonNode connection;
    private @Nullable Messaging messaging;

    /** Begins to sign in: a bot where the configuration has a token. */
    Occupant(PluginContext context, TdHub hub, TelegramLoopback telegram, ClientConfig.Builder config, Path folder) {
        this.context = context;
        this.hub = hub;
        this.config = config.apiId(1).apiHash("hash").build();
        this.folder = folder;
        this.strand = context.timeline().strand("occupant");
        ProxyConfig proxy = new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", telegram.socksPort(), null, null);
        strand.execute(() -> open(proxy));
    }

    private void open(ProxyConfig proxy) {
        TdClient client = TdClient.open(hub, strand, this);
        opened.complete(client);
        client.tell(dialect().addProxy(proxy));
        client.tell(TdClient.request("setTdlibParameters")
                .put("database_directory", folder.resolve("database").toString())
                .put("api_id", config.apiId())
                .put("api_hash", config.apiHash())
                .put("system_language_code", "en")
                .put("device_model", "test")
                .put("application_version", "1")
                .put("use_message_database", false));
    }

    private Dialect dialect() {
        return Dialect.of(hub.engine().version());
    }

    @Override
    public Set<String> wanted() {
        Set<String> wanted = new TreeSet<>(Messaging.wanted());
        wanted.add("updateAuthorizationState");
        return wanted;
    }

    @Override
    public void update(JsonNode update) {
        switch (update.path("@type").asString()) {
            case "updateAuthorizationState" ->
                authorize(update.path("authorization_state").path("@type").asString());
            case "updateConnectionState" -> connection = update;
            default -> {}
        }
        if (messaging != null) {
            messaging.update(update);
        }
    }

    private void authorize(String state) {
        String token = config.botToken();
        switch (state) {
            case "authorizationStateWaitPhoneNumber" ->
                tell(
                        token == null
                                ? TdClient.request("setAuthenticationPhoneNumber")
                                        .put("phone_number", PHONE)
                                : TdClient.request("checkAuthenticationBotToken")
                                        .put("token", token));
            case "authorizationStateWaitCode" ->
                tell(TdClient.request("checkAuthenticationCode").put("code", LoopbackUser.CODE));
            case "authorizationStateReady" ->
                client().ask(
                                TdClient.request("getMe"),
                                PATIENCE,
                                me -> begin(me.object().path("id").asLong(), token != null));
            default -> {}
        }
    }

    private void begin(long self, boolean bot) {
        messaging = new Messaging(new MessagingParts(
                client(),
                dialect(),
                new SelfInfo(new AccountId(self), bot, null),
                ErrorTable.standard(),
                config,
                strand,
                context,
                folder.resolve("scratch"),
                new TreeMap<>(),
                event -> {}));
        if (connection != null) {
            messaging.update(connection);
        }
        ready.complete(messaging);
    }

    private TdClient client() {
        return opened.join();
    }

    private void tell(ObjectNode request) {
        client().tell(request);
    }

    @Override
    public void closed() {}

    HiddenWaits.Numbers waits() {
        return ready.join().facet(HiddenWaits.class).orElseThrow().numbers();
    }

    CompletionStage<Outcome<SentMessage>> send(OutgoingMessage.Builder message) {
        OutgoingMessage built = message.build();
        SendRequest request =
                new SendRequest(built.peer(), built, 4711, (bytes, total) -> progress.add(bytes + "/" + total));
        return ask(() -> ready.join().send(request));
    }

    <T> CompletionStage<Outcome<T>> ask(Supplier<CompletionStage<Outcome<T>>> call) {
        CompletableFuture<Outcome<T>> done = new CompletableFuture<>();
        strand.execute(() -> call.get().thenAccept(done::complete));
        return done;
    }

    CompletionStage<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        strand.execute(() -> client().close().thenAccept(done::complete));
        return done;
    }
}
