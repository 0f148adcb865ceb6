// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.state.Bucket;
import org.jspecify.annotations.Nullable;

/** The permits of one chat. */
final class ChatPace {
    private Bucket sends;
    private @Nullable Bucket edits;
    private long notBefore = Long.MIN_VALUE;

    ChatPace(Peer peer, Limits limits) {
        sends = Bucket.full(Domain.ofSend(peer) == Domain.GROUP ? limits.group() : limits.chat());
    }

    long earliest(Domain domain, Limits limits, long now) {
        long at = Math.max(sends.earliest(now), notBefore);
        return domain == Domain.EDIT ? Math.max(at, edits(limits).earliest(now)) : at;
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
        sends = sends.under(Domain.ofSend(peer) == Domain.GROUP ? limits.group() : limits.chat(), now);
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
