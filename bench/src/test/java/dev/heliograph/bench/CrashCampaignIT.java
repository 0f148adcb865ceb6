// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills; {@code -Pcampaign} makes it three hundred of a broadcast of 20,000 messages, with another seed each time. */
class CrashCampaignIT {
    private static final boolean LONG = Boolean.getBoolean("heliograph.campaign");
    private static final Path DISTRIBUTION = Path.of(System.getProperty("heliograph.distribution"))
            .toAbsolutePath()
            .normalize();

    @Test
    void a_broadcast_that_is_killed_loses_and_doubles_nothing_over_sqlite(@TempDir Path directory) throws Exception {
        assertNothingIsLost("sqlite:" + directory.resolve("crash.db"));
    }

    @Test
    void a_broadcast_that_is_killed_loses_and_doubles_nothing_over_redis(@TempDir Path directory) throws Exception {
        try (OwnRedis redis = OwnRedis.start(directory)) {
            assertNothingIsLost(redis.address());
        }
    }

    private static void assertNothingIsLost(String state) throws Exception {
        long seed = LONG ? System.nanoTime() : 3;
        System.out.println("seed " + seed + ", state " + state);
        CrashCampaign campaign = LONG
                ? new CrashCampaign(DISTRIBUTION, state, 300, 20_000, seed)
                : new CrashCampaign(DISTRIBUTION, state, 5, 300, seed);
        CrashCampaign.Outcome outcome = campaign.run();
        System.out.println(outcome);
        assertThat(outcome.isClean()).as("%s", outcome).isTrue();
        assertThat(outcome.kills()).isPositive().isGreaterThan(outcome.early());
    }
}
