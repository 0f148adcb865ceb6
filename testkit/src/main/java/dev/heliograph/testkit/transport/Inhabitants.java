// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.Peer;

/**
 * Who and what must exist for the contract, as the first session may address it.
 *
 * @param friend a user who takes every message and has a public name, by that or, where names do not reach people, by number
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
        Peer friend,
        Peer other,
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

    /** The same as bots of the Bot API reach them: people by their numbers. */
    public static Inhabitants byNumber() {
        Inhabitants usual = usual();
        return new Inhabitants(
                new Peer.Id(1_000_001),
                new Peer.Id(1_000_002),
                new Peer.Id(1_000_003),
                new Peer.Id(1_000_004),
                usual.slow,
                usual.group,
                usual.channel,
                usual.forbidden,
                usual.unknown);
    }
}
