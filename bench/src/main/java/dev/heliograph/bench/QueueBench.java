// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What a queued message costs: bytes of heap while it waits, and time from the head of its lane to its result. The same
 * number of messages over few chats and over many; the cost per message must not grow with the chats.
 *
 * <p>Usage: {@code QueueBench [messages]}, one million unless told.
 */
public final class QueueBench {
    private QueueBench() {}

    /** Prints a line per round; the first round of each size warms up. */
    public static void main(String[] arguments) {
        int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        System.out.printf(
                Locale.ROOT,
                "%10s %10s %22s %22s %16s%n",
                "messages",
                "chats",
                "bytes/queued message",
                "of which the message",
                "ns/dispatch");
        for (int round = 0; round < 3; round++) {
            for (int chats : new int[] {1_000, 100_000}) {
                Cost cost = measure(messages, Math.min(chats, messages));
                System.out.printf(
                        Locale.ROOT,
                        "%10d %10d %22.0f %22.0f %16.0f%s%n",
                        messages,
                        chats,
                        cost.bytesQueued(),
                        cost.bytesOfMessage(),
                        cost.nanosPerDispatch(),
                        round == 0 ? "  (warm-up)" : "");
            }
        }
    }

    /**
     * The cost of one message.
     *
     * @param bytesQueued heap that it takes while it waits: itself, its future and its place in a lane
     * @param bytesOfMessage heap of the message and its future alone
     * @param nanosPerDispatch time of the engine from the open gate to the result
     * @param sent messages that were sent
     */
    public record Cost(double bytesQueued, double bytesOfMessage, double nanosPerDispatch, int sent) {}

    /** Queues all messages while Telegram is out of reach, then lets them go as fast as the engine can. */
    public static Cost measure(int messages, int chats) {
        VirtualTimeline time = VirtualTimeline.seeded(1);
        Limits closed = Limits.forBots().withSession(Limit.rate(1e-6, 1)).withChat(Limit.rate(1e6, 1_000_000));
        Limits open = closed.withSession(Limit.rate(1e6, 1_000_000));
        Heliograph fleet = Heliograph.builder()
                .transport("instant:")
                .session(ClientConfig.named("bench").build())
                .limits(closed)
                .environment(Environment.of(Map.of()))
                .virtualTime(time)
                .open();
        TelegramClient client = fleet.client("bench");
        time.await(client.connect());
        time.await(client.send(message(0, 1)));

        long empty = usedHeap();
        List<OutgoingMessage> bare = new ArrayList<>(messages);
        List<CompletableFuture<SendResult>> futures = new ArrayList<>(messages);
        for (int i = 0; i < messages; i++) {
            bare.add(message(i, chats));
            futures.add(new CompletableFuture<>());
        }
        double bytesOfMessage = (usedHeap() - empty) / (double) messages;
        futures.clear();

        for (OutgoingMessage message : bare) {
            futures.add(client.send(message));
        }
        time.settle();
        bare.clear();
        double bytesQueued = (usedHeap() - empty) / (double) messages;

        client.limits(open);
        long start = System.nanoTime();
        time.advance(Duration.ofHours(1));
        double nanos = (System.nanoTime() - start) / (double) messages;
        int sent = 0;
        for (CompletableFuture<SendResult> future : futures) {
            sent += future.isDone() && future.join().isSuccess() ? 1 : 0;
        }
        if (sent != messages) {
            throw new IllegalStateException(
                    sent + " of " + messages + " were sent: what was measured is something else");
        }
        time.await(fleet.close(Duration.ZERO));
        return new Cost(bytesQueued, bytesOfMessage, nanos, sent);
    }

    private static OutgoingMessage message(int number, int chats) {
        return OutgoingMessage.to(1 + number % chats).text("message " + number).build();
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
