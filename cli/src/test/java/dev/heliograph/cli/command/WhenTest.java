// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WhenTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void a_span_is_counted_from_now() {
        assertThat(When.parse("+1h").at(NOW)).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void a_time_with_an_offset_is_that_moment() {
        assertThat(When.parse("2026-03-01T12:00:00+02:00").at(NOW)).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(When.parse("2026-03-01T12:00:00Z").at(NOW)).isEqualTo(NOW);
    }

    @Test
    void a_time_without_one_is_local() {
        assertThat(When.parse("2026-03-01T18:00").at(NOW))
                .isEqualTo(LocalDateTime.of(2026, 3, 1, 18, 0)
                        .atZone(ZoneId.systemDefault())
                        .toInstant());
    }

    @Test
    void anything_else_is_refused_with_the_forms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> When.parse("tomorrow"))
                .withMessageContaining("+1h");
    }
}
