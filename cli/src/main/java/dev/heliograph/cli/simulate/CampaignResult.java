// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import dev.heliograph.model.SendStatus;
import java.util.Map;

/**
 * What came of a campaign.
 *
 * @param plan what was simulated
 * @param messages how many were asked to be sent
 * @param statuses how they ended
 * @param invariants what was checked, by name
 * @param historySha256 the same for the same plan, on every machine and JDK
 */
public record CampaignResult(
        CampaignPlan plan,
        long messages,
        Map<SendStatus, Long> statuses,
        Map<String, Finding> invariants,
        String historySha256) {
    /** Whether every invariant held. */
    public boolean holds() {
        return invariants.values().stream().allMatch(finding -> finding.violated() == 0);
    }
}
