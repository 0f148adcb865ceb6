// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.api.Enqueued;
import dev.heliograph.api.Heliograph;
import dev.heliograph.bench.FleetAudit.Promise;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program on no node that puts messages into the outboxes of all sessions and waits for their ends. */
final class FleetFeed {
    private static final int CHATS = 2;
    private static final long FIRST_CHAT = 500_000;
    private static final long STORED_SECONDS = 30;

    private final Heliograph heliograph;
    private final int sessions;
    private final List<Sent> sent = new ArrayList<>();

    private record Sent(int number, long chat, String text, CompletableFuture<SendResult> result) {}

    /** @param sessions named s1, s2 and so on in that fleet */
    FleetFeed(Heliograph heliograph, int sessions) {
        this.heliograph = heliograph;
        this.sessions = sessions;
    }

    static String session(int number) {
        return "s" + number;
    }

    /** Puts the next one in; sessions come in turn, and their chats. */
    void next() throws Exception {
        int number = sent.size();
        int session = number % sessions;
        long chat = FIRST_CHAT + (long) session * CHATS + number / sessions % CHATS;
        String text = "message " + number;
        Enqueued stored = heliograph
                .client(session(session + 1))
                .enqueue(OutgoingMessage.to(chat).text(text).key("n" + number).build())
                .get(STORED_SECONDS, TimeUnit.SECONDS)
                .orThrow();
        sent.add(new Sent(number, chat, text, stored.result()));
    }

    /** Waits until all have their end; false where some have none in that time. */
    boolean await(long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            if (sent.stream().allMatch(one -> one.result().isDone())) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }

    List<Promise> promises() {
        return sent.stream()
                .map(one -> new Promise(one.number(), one.chat(), one.text(), status(one.result())))
                .toList();
    }

    private static String status(CompletableFuture<SendResult> future) {
        SendResult result = future.isDone() && !future.isCompletedExceptionally() ? future.join() : null;
        if (result == null) {
            return "none";
        }
        String status = result.status().name();
        return status.equals("SUCCESS") || status.equals("UNKNOWN") ? status : status + " " + result.reason();
    }
}
