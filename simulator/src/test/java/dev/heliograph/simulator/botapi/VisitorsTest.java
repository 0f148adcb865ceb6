// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorsTest {
    private final Visitors visitors = new Visitors(Set.of("Bots.Test"));

    private boolean admits(@Nullable String host, @Nullable String origin, @Nullable String site) {
        return visitors.refuse(host, origin, site) == null;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8081",
                "LOCALHOST",
                "a.localhost:1",
                "127.0.0.1",
                "127.0.0.1:8081",
                "127.9.9.9",
                "[::1]",
                "[::1]:8081",
                "bots.test",
                "BOTS.TEST:80"
            })
    void names_of_this_machine_are_let_in(String host) {
        assertThat(admits(host, null, null)).isTrue();
        assertThat(admits(host, "http://" + host, "same-origin")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test",
                "localhost.evil.test",
                "127.0.0.1.evil.test",
                "evil.test:8081",
                "bots.test.evil.test",
                "",
                "10.0.0.1",
                "[::2]",
                "a@localhost@evil.test",
                "local host",
                "1127.0.0.1"
            })
    void names_of_others_are_kept_out(String host) {
        assertThat(admits(host, null, null)).isFalse();
        assertThat(admits("localhost", "http://" + host, null)).isFalse();
    }

    @Test
    void pages_without_a_place_and_from_elsewhere_are_kept_out() {
        assertThat(admits("localhost", "null", null)).isFalse();
        assertThat(admits("localhost", null, "cross-site")).isFalse();
    }

    @Test
    void programs_say_neither() {
        assertThat(admits(null, null, null)).isTrue();
        assertThat(admits("localhost", null, "none")).isTrue();
        assertThat(admits("localhost", null, "same-site")).isTrue();
    }
}
