// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Replication;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisShardedCluster;

/** A master of a cluster dies, and its replica takes over its slots: those of the queue and of the cells. */
class ClusterFailoverTest {
    private RedisShardedCluster cluster;
    private Desk desk;

    @BeforeEach
    void open() {
        cluster = Servers.replicatedCluster();
        List<Integer> ports = cluster.serverPorts();
        desk = new Desk(
                new RedisStateProvider(), "=//127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1), "timeout=1s");
    }

    @AfterEach
    void close() {
        desk.close();
        Servers.stop(cluster);
    }

    @Test
    void sending_pauses_and_goes_on_with_what_was_stored_and_what_was_on_its_way_is_in_doubt() {
        long sending = desk.append("a");
        long waiting = desk.append("b");
        desk.claim();
        assertThat(desk.send(sending)).containsExactly(sending);
        Cell fence = write("fence", 0);
        awaitCopy();
        Servers.stopMasterOf(cluster, "heliograph:outbox:{queue}");

        List<Intent> intents = List.of(new Intent(waiting, "session", 1_000 + waiting));
        Instant before = desk.now();
        Failure refused = Desk.failure(desk.store.outbox().sending(Desk.QUEUE, Desk.ALPHA, intents, desk.now()));
        assertThat(Duration.between(before, desk.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(refused.kind()).isIn(Failure.Kind.UNAVAILABLE, Failure.Kind.AMBIGUOUS);

        assertThat(desk.insist(() -> desk.store.outbox().sending(Desk.QUEUE, Desk.ALPHA, intents, desk.now())))
                .containsExactly(waiting);
        assertThat(desk.row(sending).state()).isEqualTo(OutboxState.UNKNOWN);
        assertThat(desk.row(sending).reason()).isEqualTo("INTERRUPTED");
        assertThat(desk.settle(sending)).containsExactly(sending);
        assertThat(desk.settle(waiting)).containsExactly(waiting);
        assertThat(write("fence", fence.version()).version()).isGreaterThan(fence.version());
        assertThat(append().replication()).as("no replica is left").isEqualTo(Replication.UNCONFIRMED);
        try (Desk later = new Desk(
                new RedisStateProvider(),
                "=//127.0.0.1:" + cluster.serverPorts().get(0),
                "cluster=true")) {
            assertThat(Desk.of(later.store.upkeep().orElseThrow().inspect(later.now()))
                            .problems())
                    .as("a dead master is no reason not to open")
                    .isEmpty();
        }
    }

    private Cell write(String key, long expected) {
        return desk.insist(() -> desk.store.cells().swap(Change.write(key, expected, Desk.bytes("x")), desk.now()))
                .cell();
    }

    /** A replica that confirms the latest write has all before it. */
    private void awaitCopy() {
        for (int i = 0; i < 200 && append().replication() != Replication.CONFIRMED; i++) {
            desk.pause(Duration.ofMillis(50));
        }
    }

    private Appended append() {
        return Desk.of(desk.store.outbox().append(Desk.QUEUE, List.of(desk.draft("z")), desk.now()))
                .get(0);
    }
}
