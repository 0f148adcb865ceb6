// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Peer;
import dev.heliograph.policy.RateLearner;
import java.time.Duration;

/**
 * A call that the server found too fast.
 *
 * @param scope what the server said of it
 * @param retryAfter how long the server said to wait
 * @param leftAt when it left
 * @param shared whether other processes use the account too
 */
record Refusal(Domain domain, Peer peer, FloodScope scope, Duration retryAfter, long leftAt, boolean shared) {
    RateLearner.Flood flood(long until, long now) {
        return new RateLearner.Flood(leftAt, now, retryAfter, until, shared);
    }
}
