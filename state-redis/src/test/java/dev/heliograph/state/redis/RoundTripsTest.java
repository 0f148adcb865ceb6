// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How often the server is asked; the numbers are printed. */
class RoundTripsTest {
    private static final int BATCH = 100;

    @Test
    void a_durable_send_in_batches_costs_a_small_part_of_a_round_trip() {
        try (Desk desk = Desk.at(Servers.single(), "prefix=" + Servers.freshPrefix());
                Admin admin = new Admin(Servers.single())) {
            sendBatch(desk, 0);
            long before = admin.scriptCalls();
            var start = desk.now();
            for (int i = 1; i <= 10; i++) {
                sendBatch(desk, i);
            }
            long calls = admin.scriptCalls() - before;
            System.out.printf(
                    "redis: %.3f round trips per durable send in batches of %d, %d sends per second%n",
                    calls / 1_000.0,
                    BATCH,
                    1_000_000 / Math.max(1, Duration.between(start, desk.now()).toMillis()));

            assertThat(calls).isEqualTo(40);
        }
    }

    private static void sendBatch(Desk desk, int number) {
        List<OutboxDraft> drafts = IntStream.range(0, BATCH)
                .mapToObj(i -> desk.draft("chat " + i + " of " + number))
                .toList();
        List<Long> ids = Desk.of(desk.store.outbox().append(Desk.QUEUE, drafts, desk.now())).stream()
                .map(Appended::id)
                .toList();
        Desk.of(desk.store.outbox().claim(Desk.QUEUE, Desk.ALPHA, BATCH, desk.now()));
        Desk.of(desk.store
                .outbox()
                .sending(
                        Desk.QUEUE,
                        Desk.ALPHA,
                        ids.stream().map(id -> new Intent(id, "session", id)).toList(),
                        desk.now()));
        List<Settlement> ends = ids.stream()
                .map(id -> new Settlement(id, OutboxState.SENT, id, "", 1, null))
                .toList();
        assertThat(Desk.of(desk.store.outbox().settle(Desk.QUEUE, Desk.ALPHA, ends, desk.now())))
                .hasSize(BATCH);
    }

    @Test
    void a_job_of_many_rows_is_held_released_and_cancelled_in_calls_of_bounded_length() {
        try (Desk desk = Desk.at(Servers.single(), "prefix=" + Servers.freshPrefix())) {
            int rows = 3_000;
            LongStream.range(0, rows / BATCH)
                    .forEach(i -> Desk.of(desk.store
                            .outbox()
                            .append(
                                    Desk.QUEUE,
                                    LongStream.rangeClosed(1, BATCH)
                                            .mapToObj(line -> ofJob(desk, i * BATCH + line))
                                            .toList(),
                                    desk.now())));
            assertThat(Desk.of(desk.store.outbox().hold(Desk.QUEUE, "job", true, desk.now())))
                    .isTrue();
            assertThat(desk.claim()).isEmpty();
            assertThat(Desk.of(desk.store.outbox().hold(Desk.QUEUE, "job", false, desk.now())))
                    .isTrue();
            assertThat(desk.claim()).hasSize(10);
            assertThat(Desk.of(desk.store.outbox().rows(Desk.QUEUE, "job", 0, 5_000)))
                    .hasSize(rows);
            assertThat(Desk.of(desk.store.outbox().cancel(Desk.QUEUE, "job", "CANCELLED", desk.now())))
                    .isEqualTo(rows - 10);
            assertThat(Desk.of(desk.store
                            .outbox()
                            .compact(Desk.QUEUE, Duration.ZERO, desk.now().plusSeconds(1))))
                    .isEqualTo(rows - 10);
        }
    }

    private static OutboxDraft ofJob(Desk desk, long line) {
        return new OutboxDraft("line " + line, "job", line, "chat " + line, desk.now(), Desk.bytes("x"));
    }
}
