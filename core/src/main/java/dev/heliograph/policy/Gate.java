// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Peer;
import dev.heliograph.model.Stable;
import org.jspecify.annotations.Nullable;

/**
 * What a flood closed.
 *
 * @param scope how much
 * @param method which method, or null where all are meant
 * @param peer which chat, or null where all are meant
 * @param until when it opens, in nanoseconds of the caller's clock
 */
@Stable
public record Gate(
        FloodScope scope, @Nullable Method method, @Nullable Peer peer, long until) {
    Key key() {
        return new Key(method, peer);
    }

    /** What a gate is found by. */
    record Key(@Nullable Method method, @Nullable Peer peer) {}
}
