// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Failure;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.Stable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Whether and when to try again. Floods, server errors and network errors spend budgets of their own.
 *
 * @param config the user's wishes
 */
@Stable
public record RetryPolicy(RetryConfig config) {
    /**
     * What was spent on one call.
     *
     * @param floods tries after a flood
     * @param server tries after "cannot now"
     * @param network tries after the server was not reached, or its answer was lost and may be repeated
     */
    @Stable
    public record Spent(int floods, int server, int network) {
        /** Nothing yet. */
        public static final Spent NOTHING = new Spent(0, 0, 0);

        /** One more try after that failure. */
        public Spent plus(Budget budget) {
            return switch (budget) {
                case FLOOD -> new Spent(floods + 1, server, network);
                case SERVER -> new Spent(floods, server + 1, network);
                case NETWORK -> new Spent(floods, server, network + 1);
                case NONE -> this;
            };
        }

        private int of(Budget budget) {
            return switch (budget) {
                case FLOOD -> floods;
                case SERVER -> server;
                case NETWORK -> network;
                case NONE -> Integer.MAX_VALUE;
            };
        }
    }

    /** Which budget a failure spends. */
    public enum Budget {
        /** Waits that Telegram asked for. */
        FLOOD,
        /** Errors of the server. */
        SERVER,
        /** Errors on the way. */
        NETWORK,
        /** The failure is final. */
        NONE
    }

    /** The budget that the failure spends. */
    public static Budget budgetOf(Failure failure) {
        return switch (failure.kind()) {
            case THROTTLED -> Budget.FLOOD;
            case UNAVAILABLE ->
                ((Failure.Unavailable) failure).origin() == Failure.Origin.SERVER ? Budget.SERVER : Budget.NETWORK;
            case AMBIGUOUS -> Budget.NETWORK;
            case REJECTED, SESSION_LOST, UNSUPPORTED -> Budget.NONE;
        };
    }

    /** Whether that budget allows one more try. */
    public boolean allows(Budget budget, Spent spent) {
        boolean wanted = switch (budget) {
            case FLOOD -> config.retryOnFlood();
            case SERVER -> config.retryOnServerError();
            case NETWORK -> config.retryOnNetworkError();
            case NONE -> false;
        };
        return wanted && spent.of(budget) < config.maxRetries();
    }

    /** How long to pause before the next try of that budget; floods are dated by their gate instead. */
    public Duration delay(Budget budget, Spent spent, RandomGenerator chance) {
        int tries = Math.min(spent.of(budget), 62);
        double ceiling = Math.min(
                (double) config.maxDelay().toNanos(),
                config.baseDelay().toNanos() * StrictMath.pow(config.exponentialBase(), tries));
        double drawn = config.jitter() ? ceiling * chance.nextDouble() : ceiling;
        return Duration.ofNanos(Math.max(1, (long) drawn));
    }
}
