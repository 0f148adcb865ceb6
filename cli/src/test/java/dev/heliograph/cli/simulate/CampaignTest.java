// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.SendStatus;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.testkit.seeds.Seeds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CampaignTest {
    /** The long form: {@code mvn verify -Pcampaign}. */
    private static final boolean LONG = Boolean.getBoolean("heliograph.campaign");

    @Seeds(100)
    void every_invariant_holds_in_chaos(long seed) {
        CampaignResult result = run(seed, LONG ? 1_000 : 3, "chaos");
        assertThat(result.invariants()).allSatisfy((name, finding) -> {
            assertThat(finding.checked()).as(name).isPositive();
            assertThat(finding.violated()).as(name + " under seed " + seed).isZero();
        });
    }

    @Nested
    class In_calm {
        @Test
        void everything_ends_as_its_recipient_says() {
            CampaignResult result = run(7, 10, "calm");
            assertThat(result.messages()).isEqualTo(10 * CampaignPlan.SENDS_PER_DAY);
            assertThat(result.holds()).isTrue();
            assertThat(result.statuses())
                    .containsOnlyKeys(SendStatus.SUCCESS, SendStatus.FORBIDDEN, SendStatus.NOT_FOUND);
        }
    }

    @Nested
    class The_history {
        @Test
        void is_the_same_for_the_same_seed() {
            assertThat(run(11, 10, "chaos").historySha256())
                    .isEqualTo(run(11, 10, "chaos").historySha256());
        }

        @Test
        void is_another_for_another_seed() {
            assertThat(run(11, 10, "chaos").historySha256())
                    .isNotEqualTo(run(12, 10, "chaos").historySha256());
        }
    }

    @Test
    void a_plan_reports_all_its_problems() {
        ConfigurationException wrong =
                catchThrowableOfType(ConfigurationException.class, () -> new CampaignPlan(1, 0, 400, "storm"));
        assertThat(wrong.problems()).hasSize(3);
    }

    private static CampaignResult run(long seed, int sessions, String faults) {
        return new Campaign(new CampaignPlan(seed, sessions, 1, faults), Plugins.installed()).run();
    }
}
