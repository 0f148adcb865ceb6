// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What several machines share goes by the server's clock, whatever theirs say. */
class ServersTimeTest {
    private static final Instant WRONG = Instant.parse("1999-01-02T03:04:05.000006Z");
    private static final Duration SHORT = Duration.ofMillis(300);
    private final String prefix = Servers.freshPrefix();
    private final Desk desk = Desk.at(Servers.single(), "prefix=" + prefix);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_cell_ends_by_the_servers_time_and_says_so_in_the_callers() {
        Cell written = Desk.of(desk.store.cells().swap(Change.write("a", 0, Desk.bytes("x"), SHORT), WRONG))
                .cell();
        assertThat(written.expires()).isEqualTo(WRONG.plus(SHORT));
        assertThat(Desk.of(desk.store.cells().read("a", WRONG.plusSeconds(3_600)))
                        .isPresent())
                .isTrue();

        desk.pause(SHORT.plusMillis(20));
        assertThat(Desk.of(desk.store.cells().read("a", WRONG)).isPresent()).isFalse();
    }

    @Test
    void a_value_is_removed_by_the_server_itself() {
        Desk.of(desk.store.values().set("a", Desk.bytes("x"), SHORT, WRONG));
        assertThat(Desk.of(desk.store.values().get("a", WRONG))).isPresent();
        desk.pause(SHORT.plusMillis(50));

        try (Admin admin = new Admin(Servers.single())) {
            assertThat(admin.commands().exists(prefix + ":value:a")).isZero();
        }
        assertThat(Desk.of(desk.store.values().get("a", WRONG))).isEmpty();
    }

    @Test
    void a_refusal_says_in_the_callers_time_when_to_come_back() {
        List<Buckets.Take> takes = List.of(new Buckets.Take("a", Limit.rate(1, 1)));
        assertThat(Desk.of(desk.store.buckets().take(takes, WRONG)).granted()).isTrue();
        Grant refused = Desk.of(desk.store.buckets().take(takes, WRONG.plusSeconds(3_600)));

        assertThat(refused.granted()).isFalse();
        assertThat(refused.at()).isBetween(WRONG.plusSeconds(3_600), WRONG.plusSeconds(3_601));
    }

    @Test
    void a_bucket_that_is_as_good_as_new_is_forgotten() {
        List<Buckets.Take> takes = List.of(
                new Buckets.Take("a", Limit.rate(10, 2)),
                new Buckets.Take("b", Limit.window(2, Duration.ofMillis(100))));
        Desk.of(desk.store.buckets().take(takes, WRONG));
        desk.pause(Duration.ofMillis(250));

        try (Admin admin = new Admin(Servers.single())) {
            assertThat(admin.commands().keys(prefix + "*")).isEmpty();
        }
    }
}
