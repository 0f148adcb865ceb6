// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.engine.Admission.Hold;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.policy.LearnedLimit;
import dev.heliograph.policy.RateLearner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The permits of the limits that concern an account as a whole. Guarded by the monitor of its budget. */
final class AccountPace {
    private static final String SESSION = "session";
    private static final String GROUPS = "groups";
    private static final String RESOLVE = "resolve";
    private static final String HISTORY = "history";

    private final List<AdaptiveBucket> session = new ArrayList<>();
    private final List<AdaptiveBucket> groups = new ArrayList<>();
    private final List<AdaptiveBucket> resolve = new ArrayList<>();
    private final List<AdaptiveBucket> history = new ArrayList<>();

    AccountPace(Limits limits) {
        under(limits, 0);
    }

    /** Other limits from now on; what was used stays used. */
    void under(Limits limits, long now) {
        under(session, limits.session(), now);
        under(groups, limits.groups(), now);
        under(resolve, List.of(limits.resolve()), now);
        under(history, List.of(limits.history()), now);
    }

    private static void under(List<AdaptiveBucket> buckets, List<Limit> limits, long now) {
        while (buckets.size() > limits.size()) {
            buckets.remove(buckets.size() - 1);
        }
        for (int i = 0; i < limits.size(); i++) {
            if (i < buckets.size()) {
                buckets.get(i).under(limits.get(i), now);
            } else {
                buckets.add(AdaptiveBucket.gradual(limits.get(i)));
            }
        }
    }

    /** Admission of a call of the domain by its permits. */
    Admission admission(Domain domain, long now) {
        return switch (domain) {
            case PRIVATE, EDIT -> admission(session, Hold.SESSION_PACE, now);
            case GROUP -> admission(session, Hold.SESSION_PACE, now).and(admission(groups, Hold.GROUPS_PACE, now));
            case RESOLVE -> admission(resolve, Hold.METHOD_PACE, now);
            case HISTORY -> admission(history, Hold.METHOD_PACE, now);
        };
    }

    private static Admission admission(List<AdaptiveBucket> buckets, Hold hold, long now) {
        long at = now;
        for (AdaptiveBucket bucket : buckets) {
            at = Math.max(at, bucket.earliest(now));
        }
        return new Admission(at, hold);
    }

    /** The limits that a call of the domain falls under. */
    private void each(Domain domain, Consumer<AdaptiveBucket> action) {
        switch (domain) {
            case PRIVATE, EDIT -> session.forEach(action);
            case GROUP -> {
                session.forEach(action);
                groups.forEach(action);
            }
            case RESOLVE -> resolve.forEach(action);
            case HISTORY -> history.forEach(action);
        }
    }

    void take(Domain domain, long now) {
        each(domain, bucket -> bucket.take(now));
    }

    void answered(Domain domain, long leftAt, long now) {
        each(domain, bucket -> bucket.answered(leftAt, now));
    }

    void returned(Domain domain) {
        each(domain, AdaptiveBucket::returned);
    }

    /** The server accepted a call; whether a limit was raised. */
    boolean accepted(Domain domain, long leftAt, long now) {
        boolean[] raised = {false};
        each(domain, bucket -> raised[0] |= bucket.accepted(leftAt, now));
        return raised[0];
    }

    /** A call was refused, for whatever limit. */
    void refused(Domain domain, long now) {
        each(domain, bucket -> bucket.refused(now));
    }

    /**
     * A call was refused for a limit of the account: whichever explains how long the server said to wait, else the rate that is
     * used most.
     *
     * @return whether that taught something
     */
    boolean flooded(Domain domain, RateLearner.Flood flood) {
        List<AdaptiveBucket> all = new ArrayList<>();
        each(domain, all::add);
        AdaptiveBucket blamed = null;
        for (AdaptiveBucket bucket : all) {
            if (bucket.predicts(flood.retryAfter(), flood.now())) {
                return bucket.flooded(flood);
            }
            if (bucket.isRate() && (blamed == null || bucket.pressure(flood.now()) > blamed.pressure(flood.now()))) {
                blamed = bucket;
            }
        }
        return blamed != null && blamed.flooded(flood);
    }

    /**
     * Likelihood that a flood means the account: it ran near its limit without the call that was answered last, no more
     * at once were accepted lately, or less than is configured is known to be granted.
     */
    boolean isNearLimit(long leftAt, long now) {
        return session.stream()
                .anyMatch(bucket -> bucket.isHalfUsed(now, 1) || bucket.isFurthest(leftAt) || bucket.learned() != null);
    }

    /** Messages a second that the limits let through in the long run. */
    double perSecond() {
        return session.stream()
                .mapToDouble(bucket -> bucket.effective().perSecond())
                .min()
                .orElse(1);
    }

    /** The share of the configured speed that is used. */
    double share() {
        double share = 1;
        for (AdaptiveBucket bucket : session) {
            share = Math.min(
                    share, bucket.effective().perSecond() / bucket.configured().perSecond());
        }
        return share;
    }

    /** The share of the configured burst that is used. */
    double burstShare() {
        double share = 1;
        for (AdaptiveBucket bucket : session) {
            if (bucket.configured() instanceof Limit.Rate full && bucket.effective() instanceof Limit.Rate kept) {
                share = Math.min(share, (double) kept.burst() / full.burst());
            }
        }
        return share;
    }

    /**
     * For how long the account serves chats, if it sends so many messages as fast as it may. While a window of it is closed no
     * chat is served, so such a wait is no time in which a chat could catch up: windows count where there is no rate only.
     */
    long restOfAll(long count, long now) {
        long ofRates = now;
        long ofWindows = now;
        for (AdaptiveBucket bucket : session) {
            if (bucket.isRate()) {
                ofRates = Math.max(ofRates, bucket.earliest(now, count));
            } else {
                ofWindows = Math.max(ofWindows, bucket.earliest(now, count));
            }
        }
        return (ofRates > now ? ofRates : ofWindows) - now;
    }

    /** Waits of the last of so many messages to groups at the limits of all groups together. */
    long restOfGroups(long count, long now) {
        long at = now;
        if (count > 0) {
            for (AdaptiveBucket bucket : groups) {
                at = Math.max(at, bucket.earliest(now, count));
            }
        }
        return at - now;
    }

    /** The configured limits, as far as they are known to be granted. */
    Limits effective(Limits configured) {
        return configured
                .withSession(effective(session))
                .withGroups(effective(groups))
                .withMethods(
                        configured.edit(),
                        resolve.get(0).effective(),
                        history.get(0).effective(),
                        configured.login());
    }

    private static Limit[] effective(List<AdaptiveBucket> buckets) {
        return buckets.stream().map(AdaptiveBucket::effective).toArray(Limit[]::new);
    }

    /** Learned limits by their names. */
    Map<String, LearnedLimit> learned() {
        Map<String, LearnedLimit> learned = new LinkedHashMap<>();
        named((name, bucket) -> {
            LearnedLimit known = bucket.learned();
            if (known != null) {
                learned.put(name, known);
            }
        });
        return learned;
    }

    /** Takes over what an earlier life, or another process, has learned. */
    void restore(Map<String, LearnedLimit> learned, long now) {
        named((name, bucket) -> {
            LearnedLimit known = learned.get(name);
            if (known != null) {
                bucket.restore(known, now);
            }
        });
    }

    private void named(BiConsumer<String, AdaptiveBucket> action) {
        named(SESSION, session, action);
        named(GROUPS, groups, action);
        named(RESOLVE, resolve, action);
        named(HISTORY, history, action);
    }

    private static void named(String name, List<AdaptiveBucket> buckets, BiConsumer<String, AdaptiveBucket> action) {
        for (int i = 0; i < buckets.size(); i++) {
            action.accept(name + "/" + i, buckets.get(i));
        }
    }
}
