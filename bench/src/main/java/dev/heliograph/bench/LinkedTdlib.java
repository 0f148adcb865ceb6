// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.model.Environment;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.spi.transport.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** By links of the transport, without the engine above them. */
final class LinkedTdlib implements TdlibSender {
    private static final long FIRST_PERSON = 500_000;

    private final Transport transport;
    private final List<Link> links = new ArrayList<>();

    LinkedTdlib(TdlibPlace place, int sessions) {
        Plugins.Selection selection = Plugins.installed().select(Environment.of(Map.of()));
        Plugins.Chosen<TransportProvider> chosen = selection.transport(
                "tdlight:" + place.fresh() + "?library=" + place.library() + "&start-pace=1000&sign-in-pace=60000");
        selection.check();
        transport = chosen.provider().open(chosen.settings(), place.time().context("links"));
        List<CompletableFuture<?>> connecting = new ArrayList<>();
        for (int i = 1; i <= sessions; i++) {
            Link link = transport.link(place.bot(10_000 + i), (event, handled) -> {
                handled.run();
                return true;
            });
            links.add(link);
            connecting.add(link.connect().toCompletableFuture().thenAccept(Outcome::orThrow));
        }
        CompletableFuture.allOf(connecting.toArray(CompletableFuture<?>[]::new)).join();
    }

    @Override
    public double send(int messages, int chats) {
        AtomicInteger left = new AtomicInteger(messages);
        AtomicInteger open = new AtomicInteger(messages);
        CompletableFuture<Void> done = new CompletableFuture<>();
        long begin = System.nanoTime();
        for (int chat = 0; chat < chats; chat++) {
            for (Link link : links) {
                next(link, FIRST_PERSON + chat, left, open, done);
            }
        }
        done.join();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void next(
            Link link, long chat, AtomicInteger left, AtomicInteger open, CompletableFuture<Void> done) {
        int number = left.getAndDecrement();
        if (number <= 0) {
            return;
        }
        OutgoingMessage message =
                OutgoingMessage.to(chat).text("message " + number).build();
        link.send(new SendRequest(message.peer(), message, number, (bytes, total) -> {}))
                .whenComplete((outcome, thrown) -> {
                    settle(outcome, thrown, open, done);
                    next(link, chat, left, open, done);
                });
    }

    private static void settle(
            Outcome<SentMessage> outcome, Throwable thrown, AtomicInteger open, CompletableFuture<Void> done) {
        if (thrown != null) {
            done.completeExceptionally(thrown);
        } else if (!outcome.isDone()) {
            done.completeExceptionally(new IllegalStateException("" + outcome.failure()));
        } else if (open.decrementAndGet() == 0) {
            done.complete(null);
        }
    }

    @Override
    public void close() {
        transport.close().toCompletableFuture().join();
    }
}
