// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    @Test
    void nothing_is_this_machine() {
        assertThat(Hosts.parse("", 6379)).isEqualTo(new Hosts(List.of(new Hosts.Host("localhost", 6379)), 0, "", ""));
    }

    @Test
    void all_parts_are_read() {
        assertThat(Hosts.parse("//me:p%40ss:word@one:7000,two/3", 6379))
                .isEqualTo(new Hosts(
                        List.of(new Hosts.Host("one", 7000), new Hosts.Host("two", 6379)), 3, "me", "p@ss:word"));
    }

    @Test
    void a_password_alone_has_no_user() {
        Hosts hosts = Hosts.parse("//:secret@one", 6379);

        assertThat(hosts.user()).isEmpty();
        assertThat(hosts.password()).isEqualTo("secret");
    }

    @Test
    void addresses_of_version_6_are_in_brackets() {
        assertThat(Hosts.parse("//[::1]:7000,[fe80::2]", 6379).hosts())
                .containsExactly(new Hosts.Host("::1", 7000), new Hosts.Host("fe80::2", 6379));
    }

    @Test
    void what_is_shown_has_no_password() {
        assertThat(Hosts.parse("//me:secret@one,[::1]:2/3", 6379)).hasToString("one:6379,[::1]:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//one:x", "//one:0", "//one:65536", "//one/x", "//one/1/2", "//o ne", "//one:1:x"})
    void what_is_wrong_is_refused_without_quoting_it(String rest) {
        assertThatThrownBy(() -> Hosts.parse(rest, 6379))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected //host:port/database");
    }
}
