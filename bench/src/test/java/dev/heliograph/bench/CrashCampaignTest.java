// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A campaign whose figures cannot be those of a sound broadcast is not clean. */
class CrashCampaignTest {
    private static CrashCampaign.Outcome outcome(int kills, int early, Map<String, Integer> statuses) {
        return new CrashCampaign.Outcome(kills, new Audit(statuses, 0, 0, 0, 0, List.of()), early, 1);
    }

    @Test
    void doubt_about_what_was_under_way_at_kills_is_clean() {
        CrashCampaign.Outcome outcome = outcome(300, 70, Map.of("SUCCESS", 19_054, "UNKNOWN", 946));
        assertThat(outcome.isClean()).isTrue();
        assertThat(outcome.toString()).contains("UNKNOWN allowed 6900");
    }

    @Test
    void doubt_about_everything_is_not() {
        assertThat(outcome(300, 0, Map.of("UNKNOWN", 300)).isClean()).isFalse();
    }

    @Test
    void doubt_that_kills_before_anything_was_sent_would_explain_is_not() {
        assertThat(outcome(10, 9, Map.of("SUCCESS", 100, "UNKNOWN", 30)).isClean())
                .isTrue();
        assertThat(outcome(10, 9, Map.of("SUCCESS", 100, "UNKNOWN", 31)).isClean())
                .isFalse();
    }
}
