// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.WorldSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @Test
    void calm_is_none() {
        assertThat(Faults.parse("calm").rates(7)).isEmpty();
    }

    @Test
    void chaos_is_what_the_seed_makes_of_it() {
        assertThat(Faults.parse("chaos").rates(7)).isEqualTo(WorldSettings.chaosRates(7));
    }

    @Test
    void a_list_names_those_that_there_are() {
        assertThat(Faults.parse("server-errors=0.02, lost-after=0.01").rates(7))
                .hasSize(2)
                .containsEntry(Fault.SERVER_ERRORS, 0.02)
                .containsEntry(Fault.LOST_AFTER, 0.01);
    }

    @Test
    void a_list_after_chaos_changes_it() {
        assertThat(Faults.parse("chaos,floods=0").rates(7))
                .containsEntry(Fault.FLOODS, 0.0)
                .containsEntry(Fault.DELAYS, WorldSettings.chaosRates(7).get(Fault.DELAYS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stormy",
                "server-errors",
                "=0.1",
                "server-errors=2",
                "floods=x",
                "rain=0.1",
                "floods=0.1,chaos"
            })
    void what_is_none_of_them_is_refused_with_what_was_expected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.parse(text))
                .withMessageMatching("(?s).*(expected calm, chaos or a list such as|expected a share from 0 to 1).*");
    }
}
