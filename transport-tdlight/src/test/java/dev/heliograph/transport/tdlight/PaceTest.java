// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.time.Strand;
import dev.heliograph.testkit.time.Clockwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Clockwork clockwork = Clockwork.virtual(1);
    private final Strand strand = clockwork.timeline().strand("test");
    private final long start = clockwork.timeline().nanos();
    private final Pace pace = new Pace(clockwork.timeline(), Duration.ofMillis(50));
    private final List<Long> turns = new ArrayList<>();

    @AfterEach
    void close() {
        clockwork.close();
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            pace.take(strand, () -> turns.add((clockwork.timeline().nanos() - start) / 1_000_000));
        }
    }

    @Test
    void lets_the_first_through_at_once_and_the_others_one_by_one() {
        take(4);
        clockwork.advance(Duration.ofSeconds(1));
        assertThat(turns).containsExactly(0L, 50L, 100L, 150L);
    }

    @Test
    void saves_nothing_up_while_nobody_comes() {
        clockwork.advance(Duration.ofSeconds(1));
        take(3);
        clockwork.advance(Duration.ofSeconds(1));
        assertThat(turns).containsExactly(1000L, 1050L, 1100L);
    }

    @Test
    void has_who_comes_later_wait_behind_those_who_wait() {
        take(2);
        clockwork.advance(Duration.ofMillis(20));
        take(1);
        clockwork.advance(Duration.ofSeconds(1));
        assertThat(turns).containsExactly(0L, 50L, 100L);
    }

    @Test
    void runs_nothing_before_it_returns() {
        take(1);
        assertThat(turns).isEmpty();
    }
}
