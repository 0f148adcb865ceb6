// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerChecksTest {
    private static final String GOOD =
            "role:master\r\nmaxmemory:0\r\nmaxmemory_policy:noeviction\r\naof_enabled:1\r\nconnected_slaves:0\r\n";

    @Test
    void a_server_that_keeps_what_it_is_given_is_well() {
        assertThat(warnings(GOOD)).isEmpty();
    }

    @Test
    void a_server_that_would_throw_rows_away_is_refused() {
        String info = GOOD.replace("maxmemory:0", "maxmemory:1000").replace("noeviction", "allkeys-lru");

        assertThatThrownBy(() -> warnings(info))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("allkeys-lru")
                .hasMessageContaining("must be noeviction");
    }

    @Test
    void a_policy_without_a_bound_does_nothing() {
        assertThat(warnings(GOOD.replace("noeviction", "allkeys-lru"))).isEmpty();
    }

    @Test
    void a_server_that_throws_away_what_has_a_time_to_live_is_warned_of() {
        assertThat(warnings(GOOD.replace("maxmemory:0", "maxmemory:1000").replace("noeviction", "volatile-ttl")))
                .singleElement()
                .asString()
                .contains("volatile-ttl");
    }

    @Test
    void a_replica_is_refused() {
        assertThatThrownBy(() -> warnings(GOOD.replace("role:master", "role:slave")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("replica");
    }

    @Test
    void a_server_without_a_log_is_warned_of() {
        assertThat(warnings(GOOD.replace("aof_enabled:1", "aof_enabled:0")))
                .singleElement()
                .asString()
                .contains("appendonly");
    }

    @Test
    void replicas_that_a_master_does_not_wait_for_are_warned_of() {
        String info = GOOD.replace("connected_slaves:0", "connected_slaves:1");

        assertThat(warnings(info)).singleElement().asString().contains("min-replicas-to-write");
        assertThat(warnings(info + "min_slaves_good_slaves:1\r\n")).isEmpty();
    }

    private static List<String> warnings(String info) {
        List<String> warnings = new ArrayList<>();
        ServerChecks.judge("redis://here", info, warnings);
        return warnings;
    }
}
