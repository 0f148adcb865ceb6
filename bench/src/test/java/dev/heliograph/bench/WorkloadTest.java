// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The least possible time is that of the narrowest limit. */
class WorkloadTest {
    @Test
    void many_chats_are_bound_by_the_rate_of_the_bot() {
        assertThat(Workload.toEach(1_500).minimumSeconds(ServerLimits.USUAL)).isEqualTo((1_500 - 40) / 30.0);
    }

    @Test
    void a_full_private_chat_is_bound_by_its_own_rate() {
        assertThat(Workload.behind(60, 0, 10).minimumSeconds(ServerLimits.USUAL))
                .isEqualTo(57);
    }

    @Test
    void a_full_group_is_bound_by_its_windows() {
        assertThat(Workload.behind(1, 41, 10).minimumSeconds(ServerLimits.USUAL))
                .isEqualTo(119);
    }

    @Test
    void the_same_seed_shuffles_the_same_way() {
        assertThat(Workload.shuffled(100, 10, 15, 7))
                .isEqualTo(Workload.shuffled(100, 10, 15, 7))
                .isNotEqualTo(Workload.shuffled(100, 10, 15, 8));
        assertThat(Workload.shuffled(100, 10, 15, 7).lines()).hasSize(1_650);
    }
}
