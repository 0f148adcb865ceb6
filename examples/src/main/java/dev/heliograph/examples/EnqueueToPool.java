// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.ClientPool;
import dev.heliograph.api.Enqueued;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.PoolStrategy;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import java.util.List;

/** Stores reminders before they are sent by one of two bots; one that is stored twice is sent once. */
public final class EnqueueToPool {
    private EnqueueToPool() {}

    /** Prints which were new and how they ended. */
    public static void main(String[] args) {
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .session(ClientConfig.named("desk-1").botToken("5001:simulated").build())
                .session(ClientConfig.named("desk-2").botToken("5002:simulated").build())
                .open()) {
            fleet.connect().join();
            ClientPool desk = fleet.pool("desk", PoolStrategy.STICKY, List.of("desk-1", "desk-2"));
            for (String order : List.of("1001", "1002", "1001")) {
                OutgoingMessage reminder = OutgoingMessage.to(700001)
                        .text("Order " + order + " is ready")
                        .key("ready-" + order)
                        .build();
                Enqueued stored = desk.enqueue(reminder).join().orThrow();
                SendResult result = stored.result().join();
                System.out.println(order + (stored.fresh() ? " is new: " : " was there: ") + result.status());
            }
        }
    }
}
