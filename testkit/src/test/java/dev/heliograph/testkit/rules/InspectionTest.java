// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class InspectionTest {

    private static final House PLANTED = new House("planted.house", "planted.house");

    private final Plants plants = new Plants(PLANTED.root());

    @Test
    void all_violations_of_all_rules_are_in_one_report() {
        Inspection inspection = inspection("planted.house.engine");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> inspection.check(inspection.cut(plants.tree())))
                .withMessageContaining("engine.ReadsClocks")
                .withMessageContaining("engine.RollsDice");
    }

    @Test
    void other_packages_are_left_alone() {
        Inspection inspection = inspection("planted.house.engine.utilities");
        assertThatCode(() -> inspection.check(inspection.cut(plants.tree()))).doesNotThrowAnyException();
    }

    @Test
    void the_root_package_is_looked_at_with_every_module() {
        Inspection inspection = new Inspection(PLANTED, List.of(HouseRule.PLACES.in(PLANTED)), "planted.house.cli");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> inspection.check(inspection.cut(plants.tree())))
                .withMessageContaining("planted.house.Homeless");
    }

    private static Inspection inspection(String name) {
        return new Inspection(PLANTED, List.of(HouseRule.CLOCKS.in(PLANTED), HouseRule.CHANCE.in(PLANTED)), name);
    }
}
