// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.api.Enqueued;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.OutgoingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What durability costs: messages that are stored, sent by a transport that accepts at once, and settled, a second and one by
 * one; next to what the store can do at all, in turns within one run.
 *
 * <p>Usage: {@code StoreBench ADDRESS [MESSAGES]}, such as {@code sqlite:bench.db} or {@code redis://localhost:6379}. The store
 * should be empty.
 */
public final class StoreBench {
    private static final int ROUNDS = 5;
    private static final int CHATS = 1_000;
    private static final int AT_ONCE = 4_000;
    private static final int TRIPS = 500;

    private StoreBench() {}

    /** Prints a line per round and the medians. */
    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Long> trips = new ArrayList<>();
        try (Heliograph fleet = fleet(address);
                BareStore raw = BareStore.of(address)) {
            TelegramClient client = fleet.client("bench");
            client.connect().join().orThrow();
            send(client, "warm-up/" + System.nanoTime(), messages / 2);
            for (int round = 0; round < ROUNDS; round++) {
                ours.add(send(client, System.nanoTime() + "/", messages));
                bare.add(raw.writes(messages));
            }
            for (int i = 0; i < TRIPS; i++) {
                trips.add(one(client));
            }
            System.out.printf(Locale.ROOT, "%s, %d messages to %d chats%n", address, messages, CHATS);
            System.out.printf(Locale.ROOT, "  stored, sent, settled: %.0f/s %s%n", median(ours), shown(ours));
            System.out.printf(Locale.ROOT, "  %s: %.0f/s %s%n", raw.what(), median(bare), shown(bare));
            long[] sorted = trips.stream().mapToLong(Long::longValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "  one by one: p50 %.2f ms, p99 %.2f ms%n",
                    sorted[TRIPS / 2] / 1e6,
                    sorted[TRIPS * 99 / 100] / 1e6);
        }
    }

    private static Heliograph fleet(String address) {
        Limit any = Limit.rate(1_000_000, 1_000_000);
        return Heliograph.builder()
                .transport("instant:")
                .state(address)
                .session(ClientConfig.named("bench").build())
                .limits(new Limits(List.of(any), any, any, List.of(), any, any, any, any, Duration.ZERO))
                .environment(Environment.of(Map.of()))
                .open();
    }

    private static double send(TelegramClient client, String prefix, int messages) throws InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        AtomicReference<String> wrong = new AtomicReference<>();
        long begin = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            room.acquire();
            Object unused = client.enqueue(message(prefix + i, i))
                    .thenCompose(outcome -> outcome.isDone()
                            ? outcome.orThrow().result()
                            : CompletableFuture.failedFuture(new IllegalStateException("" + outcome.failure())))
                    .whenComplete((result, bug) -> {
                        if (bug != null || !result.isSuccess()) {
                            wrong.set("" + (bug == null ? result : bug));
                        }
                        room.release();
                    });
        }
        room.acquire(AT_ONCE);
        if (wrong.get() != null) {
            throw new IllegalStateException(wrong.get());
        }
        return messages / ((System.nanoTime() - begin) / 1e9);
    }

    private static long one(TelegramClient client) {
        long begin = System.nanoTime();
        if (!stored(client, begin + "/one").result().join().isSuccess()) {
            throw new IllegalStateException("a message was not sent");
        }
        return System.nanoTime() - begin;
    }

    private static Enqueued stored(TelegramClient client, String key) {
        return client.enqueue(message(key, 0)).join().orThrow();
    }

    private static OutgoingMessage message(String key, int number) {
        return OutgoingMessage.to(1 + number % CHATS)
                .text("message of about the usual length, number " + number)
                .key(key)
                .build();
    }

    static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    static String shown(List<Double> rates) {
        return Arrays.toString(rates.stream().mapToLong(Math::round).toArray());
    }
}
