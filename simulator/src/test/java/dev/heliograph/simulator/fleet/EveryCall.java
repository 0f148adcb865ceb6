// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.text.FormattedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Every call of a fleet that promises an answer, made at whatever moment of its life. */
final class EveryCall {
    private final Heliograph fleet;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, CompletableFuture<?>> answers = new LinkedHashMap<>();

    EveryCall(Heliograph fleet) {
        this.fleet = fleet;
    }

    /** Makes them all; gives their answers by the name of the call. */
    Map<String, CompletableFuture<?>> make() {
        answers.clear();
        int number = numbers.incrementAndGet();
        for (TelegramClient client : fleet.clients()) {
            client(client, number);
        }
        OutgoingMessage message = message(number).build();
        add("pool.send", fleet.pool().send(message));
        add("state.get", fleet.state().get("key"));
        add("state.set", fleet.state().set("key", "value"));
        add("state.set for a time", fleet.state().set("key", "value", Duration.ofHours(1)));
        add("state.delete", fleet.state().delete("other"));
        add("exclusions.optOut", fleet.exclusions().optOut(Peer.of("@somebody")));
        add("exclusions.optIn", fleet.exclusions().optIn(Peer.of("@nobody")));
        add("exclusions.optedOut", fleet.exclusions().optedOut());
        add("exclusions.unreachable", fleet.exclusions().unreachable(List.of("bot-1")));
        add("exclusions.forget", fleet.exclusions().forget(Peer.of("@nobody")));
        add("jobs.list", fleet.jobs().list());
        add("jobs.find", fleet.jobs().find("job-1"));
        add("jobs.pause", fleet.jobs().pause("job-none"));
        add("jobs.resume", fleet.jobs().resume("job-1"));
        add("jobs.cancel", fleet.jobs().cancel("job-none"));
        add("jobs.results", fleet.jobs().results("job-1", 0, 10));
        broadcast(number);
        return new LinkedHashMap<>(answers);
    }

    private void client(TelegramClient client, int number) {
        String name = client.name() + ".";
        add(name + "send", client.send(message(number).build()));
        add(
                name + "send to a name",
                client.send(OutgoingMessage.to("@alice").text("n" + number).build()));
        add(
                name + "send later",
                client.send(message(number)
                        .schedule(fleet.timeline().instant().plusMillis(50))
                        .build()));
        add(
                name + "enqueue",
                client.enqueue(message(number).build())
                        .thenCompose(stored ->
                                stored.isDone() ? stored.orThrow().result() : CompletableFuture.completedStage(null)));
        add(name + "edit", client.edit(new MessageRef(1001, 1), FormattedText.plain("edited")));
        add(name + "delete", client.delete(1001, List.of(1L)));
        add(name + "forward", client.forward(Peer.of(1002), new MessageRef(1001, 1)));
        add(name + "history", client.history(HistoryQuery.of(Peer.of(1001))));
        add(name + "messages", client.messages(HistoryQuery.of(Peer.of(1001))).next());
        add(name + "entity", client.entity(Peer.of("@bob")));
        add(name + "explain", client.explain(message(number).build()));
        add(name + "latestStatistics", client.latestStatistics());
        add(name + "connect", client.connect());
        if (number % 5 == 0) {
            add(name + "reconnect", client.reconnect());
        }
        if (number % 7 == 0) {
            add(name + "disconnect", client.disconnect());
        }
    }

    private OutgoingMessage.Builder message(int number) {
        return OutgoingMessage.to(1000 + number % 50).text("m" + number);
    }

    private void broadcast(int number) {
        List<OutgoingMessage> audience = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            audience.add(OutgoingMessage.to(2000 + i).text("news").build());
        }
        Broadcast broadcast;
        try {
            broadcast = fleet.broadcast("job-" + number)
                    .messages(Stream.of(audience.toArray(OutgoingMessage[]::new)))
                    .start();
        } catch (ConfigurationException runsAlready) {
            return;
        }
        add("broadcast.done", broadcast.done());
        add("broadcast.results", broadcast.results(0, 10));
        if (number % 3 == 0) {
            add("broadcast.pause", broadcast.pause());
            add("broadcast.resume", broadcast.resume());
        }
        if (number % 4 == 0) {
            add("broadcast.cancel", broadcast.cancel());
        }
    }

    private void add(String name, CompletionStage<?> answer) {
        answers.put(name, answer.toCompletableFuture());
    }
}
