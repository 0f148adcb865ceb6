// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import java.util.List;
import java.util.stream.Stream;

/** Sends a job to many recipients, shows how far it has come, and lists what became of each message. */
public final class BroadcastToMany {
    private BroadcastToMany() {}

    /** Prints progress, report and results. */
    public static void main(String[] args) {
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .session(ClientConfig.named("news-1").botToken("5001:simulated").build())
                .session(ClientConfig.named("news-2").botToken("5002:simulated").build())
                .open()) {
            fleet.connect().join();
            Broadcast job = fleet.broadcast("morning-news")
                    .messages(Stream.of("700001", "700002", "1000003", "@nobody_here", "@news", "700003")
                            .map(peer -> OutgoingMessage.to(peer)
                                    .markdown("**News** of today")
                                    .build()))
                    .stopAfter(0.9, 1000)
                    .onProgress(now -> System.out.println(now.settled() + " of " + now.total()))
                    .start();
            BroadcastReport report = job.done().join();
            System.out.println(report.state() + ": " + report.sent() + " sent, failed " + report.failed());
            List<RecipientResult> results = job.results(0, 100).join().orThrow();
            for (RecipientResult result : results) {
                System.out.println(result.line() + " " + result.chat() + " " + result.status() + " " + result.reason());
            }
        }
    }
}
