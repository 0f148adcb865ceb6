// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeliographRulesTest {

    @Test
    void every_rule_is_a_public_field() {
        List<String> fields = Arrays.stream(HeliographRules.class.getFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(Field::getName)
                .toList();
        assertThat(fields)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(HouseRule.values()).map(Enum::name).toList());
    }

    @Test
    void every_field_holds_the_rule_of_its_name() throws IllegalAccessException {
        for (HouseRule rule : HouseRule.values()) {
            assertThat(fieldOf(rule).getDescription())
                    .isEqualTo(rule.in(House.HELIOGRAPH).getDescription());
        }
    }

    @Test
    void every_rule_gives_its_reason() {
        assertThat(HeliographRules.all())
                .allSatisfy(rule -> assertThat(rule.getDescription()).contains(", because "));
    }

    @Test
    void no_two_rules_read_alike() {
        assertThat(HeliographRules.all()).extracting(ArchRule::getDescription).doesNotHaveDuplicates();
    }

    @Test
    void there_is_one_test_for_each_rule_and_one_for_each_package() {
        assertThat(HeliographRules.tests("dev.heliograph.testkit.rules", "dev.heliograph.testkit.seeds"))
                .hasSize(HouseRule.values().length + 2);
    }

    @Test
    void a_package_that_is_not_there_does_not_pass() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> HeliographRules.check("dev.heliograph.mistyped"))
                .withMessageContaining("dev.heliograph.mistyped");
    }

    @Test
    void no_package_at_all_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(HeliographRules::check);
    }

    private static ArchRule fieldOf(HouseRule rule) throws IllegalAccessException {
        try {
            return (ArchRule) HeliographRules.class.getField(rule.name()).get(null);
        } catch (NoSuchFieldException missing) {
            throw new AssertionError(missing);
        }
    }
}
