// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "a\tb\nc", "{x}", "100%", "%7B", "k\u00e4\uD83D\uDE00", "\uD83D", "\uDE00\uD83Dx"})
    void what_is_escaped_comes_back(String name) {
        String escaped = Names.escaped(name);

        assertThat(Names.unescaped(Names.text(Names.utf8(escaped)))).isEqualTo(name);
        assertThat(escaped).doesNotContain("\t", "\n", "{", "}");
    }

    @Test
    void ordinary_names_stay_readable() {
        assertThat(Names.escaped("@caf\u00e9 news/1")).isEqualTo("@caf\u00e9 news/1");
    }

    @Test
    void times_are_kept_to_the_microsecond_and_no_later() {
        Instant time = Instant.parse("1969-12-31T23:59:59.123456789Z");

        assertThat(Micros.instant(Micros.of(time))).isEqualTo(Instant.parse("1969-12-31T23:59:59.123456Z"));
    }

    @Test
    void times_far_away_are_moved_to_the_edge() {
        assertThat(Micros.of(Instant.MAX)).isEqualTo(1L << 53);
        assertThat(Micros.of(Instant.MIN)).isEqualTo(-(1L << 53));
        assertThat(Micros.text(Duration.ofSeconds(Long.MAX_VALUE))).hasSizeLessThan(17);
        assertThat(Micros.text(Duration.ofNanos(1))).isEqualTo("1");
    }
}
