// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.Peer;

/**
 * Who and what must exist for the contract, as the first session may address it.
 *
 * @param friend a user who takes every message, with a public name
 * @param other another one
 * @param blocked a user who blocked the session
 * @param deactivated a user whose account is deleted
 * @param slow a group in slow mode
 * @param group a group where the session may write, by its id
 * @param channel a channel where it may write, by its public name
 * @param forbidden a group where it may not write
 * @param unknown a public name that nobody has
 */
public record Inhabitants(
        Peer.Username friend,
        Peer.Username other,
        Peer blocked,
        Peer deactivated,
        Peer slow,
        Peer.Id group,
        Peer.Username channel,
        Peer forbidden,
        Peer.Username unknown) {
    /** Those of the simulated Telegram: @alice, @bob, @blocked, @deactivated, @news, and groups by number. */
    public static Inhabitants usual() {
        return new Inhabitants(
                new Peer.Username("alice"),
                new Peer.Username("bob"),
                new Peer.Username("blocked"),
                new Peer.Username("deactivated"),
                new Peer.Id(-1001000000001L),
                new Peer.Id(-1001000000002L),
                new Peer.Username("news"),
                new Peer.Id(-1001000000003L),
                new Peer.Username("nobody_here"));
    }
}
