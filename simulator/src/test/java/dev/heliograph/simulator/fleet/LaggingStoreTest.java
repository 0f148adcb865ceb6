// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Enqueued;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Replication;
import org.junit.jupiter.api.Test;

class LaggingStoreTest {
    @Test
    void who_enqueues_is_told_whether_a_replica_has_it() {
        assertThat(enqueued("lagging:")).isEqualTo(Replication.UNCONFIRMED);
        assertThat(enqueued("memory:")).isEqualTo(Replication.NONE);
    }

    private static Replication enqueued(String store) {
        try (FleetRig rig = FleetRig.of(1, "simulator:", 1, builder -> builder.state(store))) {
            rig.connect();
            OutgoingMessage message = OutgoingMessage.to(1001).text("hello").build();
            Enqueued enqueued = rig.time.await(rig.client(1).enqueue(message)).orThrow();

            assertThat(rig.time.await(enqueued.result()).isSuccess()).isTrue();
            return enqueued.replication();
        }
    }
}
