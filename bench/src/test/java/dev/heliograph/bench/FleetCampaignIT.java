// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Half a minute with a few sessions; {@code -Pcampaign} makes it ten minutes with sixty. */
@Tag("native")
class FleetCampaignIT {
    private static final boolean LONG = Boolean.getBoolean("heliograph.campaign");
    private static final Path DISTRIBUTION = Path.of(System.getProperty("heliograph.distribution"))
            .toAbsolutePath()
            .normalize();
    private static final Path LIBRARY = Path.of(System.getProperty("heliograph.tdlib"));

    @Test
    void nodes_that_die_hang_and_are_cut_off_lose_nothing_and_never_share_a_session() throws Exception {
        FleetCampaign campaign = LONG
                ? new FleetCampaign(DISTRIBUTION, LIBRARY, 60, 600, System.nanoTime())
                : new FleetCampaign(DISTRIBUTION, LIBRARY, 6, 30, 2);
        FleetCampaign.Outcome outcome = campaign.run();
        System.out.println(outcome);
        assertThat(outcome.isClean()).as("%s", outcome).isTrue();
        assertThat(outcome.takeOvers()).isPositive();
    }
}
