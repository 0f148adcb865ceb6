// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

/**
 * A request as it reaches the server. Times are nanoseconds since the world began.
 *
 * @param key the session that it comes from
 * @param sentAt when it left the client
 * @param now when the server takes it up
 */
public record Call(SessionKey key, long sentAt, long now) {
    Account account() {
        return key.account();
    }
}
