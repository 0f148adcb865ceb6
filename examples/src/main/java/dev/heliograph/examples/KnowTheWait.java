// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Writes twice into a group in slow mode: once with a deadline that is too short, and once with patience. */
public final class KnowTheWait {
    private static final long SLOW_GROUP = -1001000000001L;

    private KnowTheWait() {}

    /** Prints what would hold a message, and how each ended. */
    public static void main(String[] args) {
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .session(ClientConfig.named("news").botToken("5001:simulated").build())
                .open()) {
            fleet.connect().join();
            TelegramClient news = fleet.client("news");
            OutgoingMessage first =
                    OutgoingMessage.to(SLOW_GROUP).text("The first.").build();
            System.out.println("first: " + news.send(first).join().status());

            OutgoingMessage hasty = OutgoingMessage.to(SLOW_GROUP)
                    .text("The second, now or never.")
                    .deadline(Duration.ofSeconds(2))
                    .build();
            SendResult refused = news.send(hasty).join();
            System.out.println(
                    "hasty: " + refused.status() + " " + refused.reason() + ", retry after " + refused.retryAfter());

            Explanation explanation = news.explain(hasty).join();
            explanation.holds().forEach(hold -> System.out.println("held: " + hold.what()));

            // without a deadline, a wait up to the flood threshold of 60 s is waited out
            CompletableFuture<SendResult> patient =
                    news.send(hasty.toBuilder().deadline(null).build());
            System.out.println("patient: " + patient.join().status() + ", held by floods for "
                    + patient.join().floodWait().toSeconds() + " s");
        }
    }
}
