// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Durations;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.Stable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges a session by what it did lately, not by what its library calls it. */
@Stable
public final class HealthPolicy {
    /** A score below this is not healthy. */
    public static final int HEALTHY = 50;

    /** The most where the store fails: what is sent may be lost, and what is known of recipients is not. */
    private static final int STORE_FAILS = 30;

    private static final Duration QUIET = Duration.ofMinutes(10);

    private HealthPolicy() {}

    /**
     * What is known of a session.
     *
     * @param state its state
     * @param sinceAnswer time since the server last answered a call
     * @param waiting whether calls wait for an answer or to be sent
     * @param closedFor how long a gate holds back all messages still, whichever chat they go to; zero where none does
     * @param failureShare share of the latest calls that failed for passing reasons, 0 to 1
     * @param storeTrouble what is wrong with the state store, in one line, or null
     */
    @Stable
    public record Signs(
            SessionState state,
            Duration sinceAnswer,
            boolean waiting,
            Duration closedFor,
            double failureShare,
            @Nullable String storeTrouble) {}

    /**
     * The verdict.
     *
     * @param score 0 to 100
     * @param reasons what lowered it, for people
     */
    @Stable
    public record Verdict(int score, List<String> reasons) {
        /** Copies the list. */
        public Verdict {
            reasons = List.copyOf(reasons);
        }

        /** Whether the session can be relied upon. */
        public boolean isHealthy() {
            return score >= HEALTHY;
        }
    }

    /** Judges. */
    public static Verdict judge(Signs signs) {
        List<String> reasons = new ArrayList<>();
        if (signs.storeTrouble() != null) {
            reasons.add("the state fails: " + signs.storeTrouble());
        }
        if (signs.state() != SessionState.READY) {
            reasons.add("the session is " + signs.state());
            return new Verdict(signs.state() == SessionState.QUARANTINED ? 10 : 0, reasons);
        }
        int score = signs.storeTrouble() == null ? 100 : STORE_FAILS;
        if (signs.closedFor().compareTo(Duration.ZERO) > 0) {
            score -= 40;
            reasons.add("Telegram holds back all messages for "
                    + Durations.format(
                            Duration.ofSeconds(Math.max(1, signs.closedFor().toSeconds()))) + " more");
        }
        if (signs.waiting() && signs.sinceAnswer().compareTo(QUIET) > 0) {
            score -= 60;
            reasons.add("calls wait and the server has not answered for "
                    + signs.sinceAnswer().toMinutes() + " minutes");
        }
        if (signs.failureShare() > 0) {
            score -= (int) Math.round(60 * signs.failureShare());
            reasons.add(Math.round(100 * signs.failureShare()) + " % of the latest calls failed");
        }
        return new Verdict(Math.max(0, score), reasons);
    }
}
