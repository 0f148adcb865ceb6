// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.ClientPool;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.PoolStatistics;
import dev.heliograph.api.PoolStrategy;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import java.util.List;

/** Sends through three bots in turn, and then through one of them on purpose. */
public final class PoolRoundRobin {
    private PoolRoundRobin() {}

    /** Prints which bot sent what. */
    public static void main(String[] args) {
        Heliograph.Builder builder = Heliograph.builder().transport("simulator:?seed=7");
        List<String> names = List.of("news-1", "news-2", "news-3");
        for (int i = 0; i < names.size(); i++) {
            builder.session(ClientConfig.named(names.get(i))
                    .botToken((5001 + i) + ":simulated")
                    .build());
        }
        try (Heliograph fleet = builder.open()) {
            fleet.connect().join();
            ClientPool pool = fleet.pool("news", PoolStrategy.ROUND_ROBIN, names);
            for (String peer : List.of("700001", "700002", "@news", "700001")) {
                SendResult result = pool.send(
                                OutgoingMessage.to(peer).text("Good morning!").build())
                        .join();
                System.out.println(peer + ": " + result.status() + " by " + result.sentBy());
            }
            SendResult pinned = pool.sendVia(
                            "news-3",
                            OutgoingMessage.to(700002).text("From me.").build())
                    .join();
            System.out.println("700002: " + pinned.status() + " by " + pinned.sentBy());
            PoolStatistics statistics = pool.statistics();
            System.out.println(statistics.connected() + " of " + statistics.total() + " connected, " + statistics.sent()
                    + " sent, " + statistics.failed() + " failed");
        }
    }
}
