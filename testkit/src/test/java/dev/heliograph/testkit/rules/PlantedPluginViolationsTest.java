// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlantedPluginViolationsTest {

    private final Plants plants = new Plants("planted.acme");

    @Test
    void each_rule_for_plugins_reports_its_plant_and_nothing_else() {
        List<Set<String>> reported = PluginRules.all(new House("planted.acme", "planted.house")).stream()
                .map(plants::reportedBy)
                .toList();
        assertThat(reported)
                .containsExactly(
                        Set.of("UsesEngine", "UsesApi"),
                        Set.of("OpenProvider"),
                        Set.of("time.ReadsClock"),
                        Set.of("MakesThread"),
                        Set.of("RollsDice"),
                        Set.of("UsesJdkTimers"),
                        Set.of("ForgetsExecutor"),
                        Set.of("LooksUpServices"),
                        Set.of("HoldsStatics"));
    }

    @Test
    void a_plugin_that_is_not_there_does_not_pass() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> PluginRules.check("com.acme.mistyped"))
                .withMessageContaining("com.acme.mistyped");
    }
}
