// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "10s, PT10S",
        "5m, PT5M",
        "1h, PT1H",
        "7d, PT168H",
        "0s, PT0S",
        "' 10S ', PT10S",
        "PT1M30S, PT1M30S",
        "pt0.25s, PT0.25S"
    })
    void durations_are_read_in_short_and_in_iso_form(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "-5s", "1.5s", "10 s", "PT-5S", "-PT5S", "10sec", "1w", "9999999999999s"})
    void what_is_no_duration_says_what_was_expected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining("expected");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.5S, 500ms",
        "PT0S, 0ms",
        "PT60S, 60s",
        "PT90S, 90s",
        "PT2M, 2m",
        "PT1H, 1h",
        "PT48H, 48h",
        "PT1.001S, 1001ms"
    })
    void the_shortest_form_is_chosen(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @Test
    void what_was_written_is_read_again_exactly() {
        SplittableRandom chance = new SplittableRandom(1);
        for (int i = 0; i < 5000; i++) {
            Duration duration = switch (chance.nextInt(4)) {
                case 0 -> Duration.ofSeconds(chance.nextLong(1_000_000));
                case 1 -> Duration.ofHours(chance.nextLong(10_000));
                case 2 -> Duration.ofMillis(chance.nextLong(100_000));
                default -> Duration.ofNanos(chance.nextLong(10_000_000_000L));
            };
            assertThat(Durations.parse(Durations.format(duration)))
                    .as("%s written as %s", duration, Durations.format(duration))
                    .isEqualTo(duration);
        }
    }
}
