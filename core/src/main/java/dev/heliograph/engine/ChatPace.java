// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import dev.heliograph.policy.LearnedLimit;
import dev.heliograph.policy.RateLearner;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The permits of one chat. */
final class ChatPace {
    private final AdaptiveBucket sends;
    private @Nullable AdaptiveBucket edits;
    private long notBefore = Long.MIN_VALUE;

    ChatPace(Peer peer, Limits limits) {
        sends = AdaptiveBucket.of(limit(peer, limits));
    }

    static Limit limit(Peer peer, Limits limits) {
        return Domain.ofSend(peer) == Domain.GROUP ? limits.group() : limits.chat();
    }

    long earliest(Domain domain, Limits limits, long now) {
        long at = Math.max(sends.earliest(now), notBefore);
        return domain == Domain.EDIT ? Math.max(at, edits(limits).earliest(now)) : at;
    }

    /**
     * Waits of the last of so many messages after the first, which may leave now, if each leaves as soon as it may and is answered
     * after that time. A window has its permits at once: only the first of it is waited for by the next window.
     */
    long rest(Duration delay, long count, long way, long now) {
        Limit limit = sends.effective();
        long paced = limit instanceof Limit.Window window
                ? (count - 1) / window.count() * window.span().toNanos()
                : sends.earliest(now, count) - now + lag((Limit.Rate) limit, count, way);
        return Math.max(paced, (count - 1) * (delay.toNanos() + way));
    }

    /** A permit is dated by its answer: where none is left beside the one in flight, each costs the way besides. */
    private static long lag(Limit.Rate limit, long count, long way) {
        return limit.burst() == 1 ? (count - 1) * way : 0;
    }

    void left(Domain domain, Limits limits, long now) {
        sends.take(now);
        if (domain == Domain.EDIT) {
            edits(limits).take(now);
        }
    }

    void answered(Domain domain, Limits limits, long leftAt, long now) {
        sends.answered(leftAt, now);
        notBefore = now + limits.minimumDelay().toNanos();
        if (domain == Domain.EDIT) {
            edits(limits).answered(leftAt, now);
        }
    }

    void neverLeft(Domain domain, Limits limits) {
        sends.returned();
        if (domain == Domain.EDIT) {
            edits(limits).returned();
        }
    }

    /** The server accepted a call; whether a limit was raised. */
    boolean accepted(Domain domain, Limits limits, long leftAt, long now) {
        boolean raised = sends.accepted(leftAt, now);
        return domain == Domain.EDIT ? edits(limits).accepted(leftAt, now) || raised : raised;
    }

    /** A call was refused, for whatever limit. */
    void refused(Domain domain, Limits limits, long now) {
        sends.refused(now);
        if (domain == Domain.EDIT) {
            edits(limits).refused(now);
        }
    }

    /** A call was refused for a limit of this chat; whether that taught something. */
    boolean flooded(Domain domain, Limits limits, RateLearner.Flood flood) {
        AdaptiveBucket blamed =
                domain == Domain.EDIT && !sends.predicts(flood.retryAfter(), flood.now()) ? edits(limits) : sends;
        return blamed.flooded(flood);
    }

    void under(Peer peer, Limits limits, long now) {
        sends.under(limit(peer, limits), now);
        if (edits != null) {
            edits.under(limits.edit(), now);
        }
    }

    /** Whether it ran near its limit without the call that was answered last. */
    boolean isNearLimit(long now) {
        return sends.isHalfUsed(now, 1);
    }

    /** Whether a limit of this chat alone would make a server say to wait so long. */
    boolean predicts(Duration retryAfter, long now) {
        return sends.predicts(retryAfter, now) || (edits != null && edits.predicts(retryAfter, now));
    }

    /** The limit on messages that is kept. */
    Limit effective() {
        return sends.effective();
    }

    /** What floods taught of its messages, and of its edits; each null where that is nothing. */
    @Nullable
    LearnedLimit learned(boolean ofEdits) {
        return ofEdits ? (edits == null ? null : edits.learned()) : sends.learned();
    }

    void restore(boolean ofEdits, Limits limits, LearnedLimit known, long now) {
        (ofEdits ? edits(limits) : sends).restore(known, now);
    }

    boolean isForgettable(long now) {
        return notBefore <= now && sends.isForgettable(now) && (edits == null || edits.isForgettable(now));
    }

    private AdaptiveBucket edits(Limits limits) {
        AdaptiveBucket known = edits == null ? AdaptiveBucket.of(limits.edit()) : edits;
        edits = known;
        return known;
    }
}
