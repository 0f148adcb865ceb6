// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandledRangesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final HandledRanges ranges = new HandledRanges();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void they_contain_what_was_added_and_nothing_else(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Long> model = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            long id = random.nextLong(1, 200);
            ranges.add(id, NOW);
            model.add(id);
            for (long asked = 0; asked <= 200; asked++) {
                assertThat(ranges.contains(asked, NOW))
                        .as("%d after %s", asked, model)
                        .isEqualTo(model.contains(asked));
            }
        }
    }

    @Test
    void a_number_means_something_else_two_days_later() {
        ranges.add(7, NOW);
        assertThat(ranges.contains(7, NOW.plus(Duration.ofHours(47)))).isTrue();
        assertThat(ranges.contains(7, NOW.plus(Duration.ofHours(49)))).isFalse();
    }

    @Test
    void a_row_that_grows_stays() {
        for (int day = 0; day < 10; day++) {
            ranges.add(day, NOW.plus(Duration.ofDays(day)));
        }
        assertThat(ranges.contains(0, NOW.plus(Duration.ofDays(10)))).isTrue();
    }

    @Test
    void of_too_many_rows_the_oldest_is_forgotten() {
        for (int i = 0; i <= HandledRanges.MOST; i++) {
            ranges.add(10L * i, NOW.plusSeconds(i));
        }
        Instant later = NOW.plusSeconds(HandledRanges.MOST);
        assertThat(ranges.contains(0, later)).isFalse();
        assertThat(ranges.contains(10, later)).isTrue();
        assertThat(ranges.contains(10L * HandledRanges.MOST, later)).isTrue();
    }

    @Test
    void they_are_read_as_they_were_written() {
        ranges.add(5, NOW);
        ranges.add(6, NOW);
        ranges.add(900_000_000_000L, NOW);
        HandledRanges read = HandledRanges.read(ranges.write());
        assertThat(read.contains(4, NOW)).isFalse();
        assertThat(read.contains(5, NOW)).isTrue();
        assertThat(read.contains(6, NOW)).isTrue();
        assertThat(read.contains(900_000_000_000L, NOW)).isTrue();
        assertThat(read.contains(7, NOW.plus(Duration.ofDays(3)))).isFalse();
    }

    @Test
    void bytes_of_no_known_form_say_nothing() {
        assertThat(HandledRanges.read(Bytes.copyOf(new byte[] {9, 1, 2})).contains(1, NOW))
                .isFalse();
        assertThat(HandledRanges.read(Bytes.copyOf(new byte[] {1, 0, 0, 0, 9})).contains(1, NOW))
                .isFalse();
    }

    @Test
    void what_others_handled_is_handled() {
        ranges.add(1, NOW);
        HandledRanges others = new HandledRanges();
        others.add(2, NOW);
        others.add(9, NOW);
        ranges.addAll(others);
        assertThat(ranges.contains(1, NOW) && ranges.contains(2, NOW) && ranges.contains(9, NOW))
                .isTrue();
    }
}
