// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.time.VirtualTimeline;
import dev.heliograph.transport.tdlight.facet.HiddenWaits;
import dev.heliograph.transport.tdlight.td.Dialect;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Messaging of one session in virtual time, in front of a TDLib that answers as it is told. */
final class Office implements TdListener {
    /** Its account. */
    static final long SELF = 7;

    static final long CHAT = 55;

    final VirtualTimeline time = VirtualTimeline.seeded(7);
    final ScriptedTd td = new ScriptedTd(time.strand("td"));
    final List<Event> events = new ArrayList<>();
    final List<String> progress = new ArrayList<>();
    final Messaging messaging;
    private final Strand strand = time.strand("session");

    /** What the session brought along; may be added to. */
    final SortedMap<Long, String> usernames = new TreeMap<>();

    private Office(boolean bot, Dialect dialect, Path files) {
        ClientConfig config =
                ClientConfig.named("desk").timeout(Duration.ofSeconds(30)).build();
        TdClient client = TdClient.open(td.hub, strand, this);
        messaging = new Messaging(new MessagingParts(
                client,
                dialect,
                new SelfInfo(new AccountId(SELF), bot, null),
                ErrorTable.standard(),
                config,
                strand,
                time.context("test"),
                files,
                usernames,
                events::add));
        td.connected(true);
        time.settle();
    }

    static Office ofUser() {
        return new Office(false, Dialect.of("1.8.67"), Path.of("nowhere"));
    }

    static Office ofUser(Path files) {
        return new Office(false, Dialect.of("1.8.67"), files);
    }

    static Office ofUser(String version) {
        return new Office(false, Dialect.of(version), Path.of("nowhere"));
    }

    static Office ofBot() {
        return new Office(true, Dialect.of("1.8.67"), Path.of("nowhere"));
    }

    @Override
    public Set<String> wanted() {
        return Messaging.wanted();
    }

    @Override
    public void update(JsonNode update) {
        messaging.update(update);
    }

    @Override
    public void closed() {}

    <F> F facet(Class<F> type) {
        return messaging.facet(type).orElseThrow();
    }

    HiddenWaits.Numbers waits() {
        return facet(HiddenWaits.class).numbers();
    }

    CompletionStage<Outcome<SentMessage>> start(OutgoingMessage.Builder message) {
        OutgoingMessage built = message.build();
        SendRequest request =
                new SendRequest(built.peer(), built, 4711, (bytes, total) -> progress.add(bytes + "/" + total));
        CompletableFuture<Outcome<SentMessage>> done = new CompletableFuture<>();
        strand.execute(() -> messaging.send(request).thenAccept(done::complete));
        return done;
    }

    Outcome<SentMessage> send(OutgoingMessage.Builder message) {
        return time.await(start(message));
    }

    Failure failure(OutgoingMessage.Builder message) {
        return failure(send(message));
    }

    static Failure failure(Outcome<?> outcome) {
        Failure failure = outcome.failure();
        if (failure == null) {
            throw new AssertionError("what should have failed succeeded");
        }
        return failure;
    }

    /** Sends, and has the server refuse it. */
    Failure refusal(int code, String text) {
        td.accepting = false;
        CompletionStage<Outcome<SentMessage>> sending = start(text());
        time.settle();
        td.refuses(CHAT, td.newest(), code, text, 0);
        return failure(time.await(sending));
    }

    static OutgoingMessage.Builder text() {
        return OutgoingMessage.to(CHAT).text("hello");
    }

    /** The only request of that type. */
    JsonNode request(String type) {
        List<JsonNode> requests = td.requests(type);
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests of " + type);
        }
        return requests.get(0);
    }

    /** On the strand, and what it answered. */
    <T> Outcome<T> ask(Supplier<CompletionStage<Outcome<T>>> call) {
        CompletableFuture<Outcome<T>> done = new CompletableFuture<>();
        strand.execute(() -> call.get().thenAccept(done::complete));
        return time.await(done);
    }
}
