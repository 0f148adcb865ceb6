// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import dev.heliograph.model.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is simulated.
 *
 * @param seed decides everything that is left to chance
 * @param sessions 1 to 10,000
 * @param days 1 to 365 virtual days, in each of which every session sends {@link #SENDS_PER_DAY} messages
 * @param faults calm or chaos
 */
public record CampaignPlan(long seed, int sessions, int days, String faults) {
    /** Messages of each session and virtual day. */
    public static final int SENDS_PER_DAY = 200;

    /** Checks the ranges; one error lists every problem. */
    public CampaignPlan {
        List<String> problems = new ArrayList<>();
        if (sessions < 1 || sessions > 10_000) {
            problems.add("--sessions " + sessions + ": expected 1 to 10000");
        }
        if (days < 1 || days > 365) {
            problems.add("--days " + days + ": expected 1 to 365");
        }
        if (!faults.equals("calm") && !faults.equals("chaos")) {
            problems.add("--faults " + faults + ": expected calm or chaos");
        }
        if ((long) sessions * days > 1_000_000) {
            problems.add("--sessions times --days: expected at most 1000000");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    int sendsPerSession() {
        return days * SENDS_PER_DAY;
    }

    Duration span() {
        return Duration.ofDays(days);
    }

    String transport() {
        // every second world forgets what was sent, as the Bot API does: there a lost answer stays a doubt
        boolean deduplication = !faults.equals("chaos") || seed % 2 == 0;
        // nobody reads these chats, so the world need not remember them
        // the second act: once everything was asked for, nothing goes wrong any more, and all that waits must drain
        return "simulator:?seed=" + seed + "&faults=" + faults + "&heal-after=" + days * 24 + "h" + "&dedup="
                + deduplication + "&history=1";
    }
}
