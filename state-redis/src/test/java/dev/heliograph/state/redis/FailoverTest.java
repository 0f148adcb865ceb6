// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.OutboxState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The master dies and a replica takes over; sentinels say so. */
class FailoverTest {
    private Servers.Watched servers;
    private Desk desk;

    @BeforeEach
    void open() {
        servers = new Servers.Watched();
        servers.awaitReplica();
        desk = new Desk(
                new SentinelStateProvider(),
                "=//127.0.0.1:" + servers.sentinelPort,
                "replicas=1",
                "timeout=1s",
                "lease-guard=3s");
    }

    @AfterEach
    void close() {
        desk.close();
        servers.stopAll();
    }

    @Test
    void a_new_master_has_what_was_stored_doubts_what_was_on_its_way_and_gives_leases_late() {
        long sending = insistOnAppending("a");
        long waiting = insistOnAppending("b");
        desk.claim();
        assertThat(desk.send(sending)).containsExactly(sending);
        Cell fence = desk.insist(() -> desk.store.cells().swap(Change.write("fence", 0, Desk.bytes("1")), desk.now()))
                .cell();
        Cell mine = write("lease/mine", 0, "alpha");
        Cell free = write("lease/free", 0, "nobody");
        Servers.stop(servers.master);

        // the fence first: also where its last write was lost, it would have gone on growing
        Cell next = desk.insist(() ->
                        desk.store.cells().swap(Change.write("fence", fence.version(), Desk.bytes("2")), desk.now()))
                .cell();
        assertThat(next.version()).isGreaterThan(fence.version());
        Failure refused = Desk.failure(
                desk.store.cells().swap(Change.write("lease/free", free.version(), Desk.bytes("beta")), desk.now()));
        assertThat(refused.reason()).contains("another master");
        assertThat(write("lease/mine", mine.version(), "alpha").version()).isGreaterThan(mine.version());
        assertThat(write("lease/free", free.version(), "beta").version()).isGreaterThan(free.version());

        desk.insist(() -> desk.store.outbox().claim(Desk.QUEUE, Desk.ALPHA, 10, desk.now()));
        assertThat(desk.row(sending).state()).isEqualTo(OutboxState.UNKNOWN);
        assertThat(desk.row(waiting).state()).isEqualTo(OutboxState.CLAIMED);
        assertThat(desk.settle(sending)).containsExactly(sending);

        // no replica is left: what is written is told to be in doubt
        assertThat(Desk.failure(desk.store.outbox().append(Desk.QUEUE, List.of(desk.draft("c")), desk.now()))
                        .kind())
                .isEqualTo(Failure.Kind.AMBIGUOUS);
    }

    private Cell write(String key, long expected, String text) {
        return desk.insist(() -> desk.store.cells().swap(Change.write(key, expected, Desk.bytes(text)), desk.now()))
                .cell();
    }

    private long insistOnAppending(String chat) {
        var draft = desk.draft(chat);
        return desk.insist(() -> desk.store.outbox().append(Desk.QUEUE, List.of(draft), desk.now()))
                .get(0)
                .id();
    }
}
