// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts on the server that comes with the tests, and on those of this machine: newer ones, and Valkey. */
class OtherServersTest {
    @ParameterizedTest
    @MethodSource("dev.heliograph.state.redis.Programs#all")
    void every_server_that_is_found_runs_the_scripts_by_its_own_time(Programs.Program program) {
        try (Desk desk = Desk.at(program.port(), "prefix=" + Servers.freshPrefix())) {
            useAll(desk);
        }
    }

    static void useAll(Desk desk) {
        long id = desk.append("a");
        desk.append("b");
        assertThat(desk.claim()).extracting(OutboxRow::id).containsExactly(id, id + 1);
        assertThat(desk.send(id)).containsExactly(id);
        assertThat(desk.settle(id)).containsExactly(id);
        assertThat(desk.row(id).state()).isEqualTo(OutboxState.SENT);
        assertThat(Desk.of(desk.store.outbox().recover(Desk.QUEUE, new Claimant("alpha", 8), desk.now())))
                .isEmpty();
        assertThat(Desk.of(desk.store.outbox().nextDue(Desk.QUEUE, desk.now().plusSeconds(1))))
                .isBefore(desk.now().plusSeconds(2));
        assertThat(Desk.of(desk.store
                        .outbox()
                        .compact(Desk.QUEUE, Duration.ZERO, desk.now().plusSeconds(1))))
                .isEqualTo(1);
        assertThat(Desk.of(desk.store.cells().swap(Change.write("a", 0, Desk.bytes("x")), desk.now()))
                        .swapped())
                .isTrue();
        assertThat(Desk.of(desk.store.cells().list("", "", 10, desk.now()))).hasSize(1);
        List<Buckets.Take> takes = List.of(
                new Buckets.Take("r", Limit.rate(0.01, 1)),
                new Buckets.Take("w", Limit.window(1, Duration.ofHours(1))));
        assertThat(Desk.of(desk.store.buckets().take(takes, desk.now())).granted())
                .isTrue();
        assertThat(Desk.of(desk.store.buckets().take(takes, desk.now())).granted())
                .isFalse();
    }
}
