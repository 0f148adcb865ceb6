// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a program costs that only sends: every line of the input as a POST over {@code java.net.http}, some at once, no
 * limiter, no order, no retry, nothing stored. The measure beside which the client's own costs stand.
 *
 * <p>Usage: {@code PlainSender URL INPUT AT_ONCE}, where the URL ends with the bot's token.
 */
public final class PlainSender {
    private PlainSender() {}

    /** Sends all, and prints how many were taken. */
    public static void main(String[] arguments) throws IOException {
        URI target = URI.create(arguments[0] + "/sendMessage");
        List<String> lines = Files.readAllLines(Path.of(arguments[1]));
        int atOnce = Integer.parseInt(arguments[2]);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>(lines);
        AtomicInteger taken = new AtomicInteger();
        CompletableFuture<?>[] senders = new CompletableFuture<?>[atOnce];
        for (int i = 0; i < atOnce; i++) {
            senders[i] = sendAll(http, target, waiting, taken);
        }
        CompletableFuture.allOf(senders).join();
        System.out.println(taken.get() + " of " + lines.size() + " were taken");
    }

    private static CompletableFuture<Void> sendAll(
            HttpClient http, URI target, ConcurrentLinkedQueue<String> waiting, AtomicInteger taken) {
        String next = waiting.poll();
        if (next == null) {
            return CompletableFuture.completedFuture(null);
        }
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(next))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((answer, failure) -> {
                    if (failure == null && answer.statusCode() == 200) {
                        taken.incrementAndGet();
                    }
                    return answer;
                })
                .thenCompose(answer -> sendAll(http, target, waiting, taken));
    }
}
