// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.state.Bucket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The permits of one chat. */
final class ChatPace {
    private Bucket sends;
    private @Nullable Bucket edits;
    private long notBefore = Long.MIN_VALUE;

    ChatPace(Peer peer, Limits limits) {
        sends = Bucket.full(limit(peer, limits));
    }

    static Limit limit(Peer peer, Limits limits) {
        return Domain.ofSend(peer) == Domain.GROUP ? limits.group() : limits.chat();
    }

    long earliest(Domain domain, Limits limits, long now) {
        long at = Math.max(sends.earliest(now), notBefore);
        return domain == Domain.EDIT ? Math.max(at, edits(limits).earliest(now)) : at;
    }

    /**
     * Time that the last of so many messages has to wait after the first, which may leave now, if each leaves as soon as it may
     * and is answered after that time. A window has its permits at once: only the first of it is waited for by the next window.
     */
    long rest(Limit limit, Duration delay, long count, long way, long now) {
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
        sends = sends.take(now);
        if (domain == Domain.EDIT) {
            edits = edits(limits).take(now);
        }
    }

    void answered(Domain domain, Limits limits, long now) {
        sends = sends.answered(now);
        notBefore = now + limits.minimumDelay().toNanos();
        if (domain == Domain.EDIT) {
            edits = edits(limits).answered(now);
        }
    }

    void neverLeft(Domain domain, Limits limits) {
        sends = sends.returned();
        if (domain == Domain.EDIT) {
            edits = edits(limits).returned();
        }
    }

    void under(Peer peer, Limits limits, long now) {
        sends = sends.under(limit(peer, limits), now);
        edits = edits == null ? null : edits.under(limits.edit(), now);
    }

    /** Whether it ran near its limit without the call that was answered last. */
    boolean isNearLimit(long now) {
        return sends.isHalfUsed(now, 1);
    }

    boolean isFull(long now) {
        return notBefore <= now && sends.isFull(now) && (edits == null || edits.isFull(now));
    }

    private Bucket edits(Limits limits) {
        return edits == null ? Bucket.full(limits.edit()) : edits;
    }
}
