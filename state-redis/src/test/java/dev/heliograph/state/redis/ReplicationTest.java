// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Replication;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers are told of copies, where a store goes on without them. */
class ReplicationTest {
    private Servers.Watched servers;
    private Desk desk;

    @BeforeEach
    void open() {
        servers = new Servers.Watched();
        servers.awaitReplica();
        desk = new Desk(new SentinelStateProvider(), "=//127.0.0.1:" + servers.sentinelPort, "timeout=2s");
    }

    @AfterEach
    void close() {
        desk.close();
        servers.stopAll();
    }

    @Test
    void a_message_is_told_to_have_a_copy_only_where_the_replica_said_so() {
        try (Admin replica = new Admin(servers.replicaPort)) {
            assertThat(append("a")).isEqualTo(Replication.CONFIRMED);
            replica.freeze();
            try {
                assertThat(append("b")).isEqualTo(Replication.UNCONFIRMED);
            } finally {
                replica.thaw();
            }
            assertThat(desk.store.outbox().unconfirmed()).isEqualTo(1);
        }
        Servers.stop(servers.replica);

        assertThat(append("c")).as("the replica is gone").isEqualTo(Replication.UNCONFIRMED);
        List<Long> claimed = desk.claim().stream().map(row -> row.id()).limit(2).toList();
        assertThat(desk.send(claimed.get(0))).containsExactly(claimed.get(0));
        assertThat(desk.store.outbox().unconfirmed()).as("an intent too").isEqualTo(3);
        try (Desk later = new Desk(new SentinelStateProvider(), "=//127.0.0.1:" + servers.sentinelPort)) {
            assertThat(Desk.of(later.store.outbox().append("other", List.of(later.draft("a")), later.now()))
                            .get(0)
                            .replication())
                    .as("no replica was ever seen")
                    .isEqualTo(Replication.NONE);
        }
    }

    private Replication append(String chat) {
        return Desk.of(desk.store.outbox().append(Desk.QUEUE, List.of(desk.draft(chat)), desk.now()))
                .get(0)
                .replication();
    }
}
