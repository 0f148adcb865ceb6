// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.Dice;

/**
 * Ids as the world has them and peers as the API has them: people are positive, basic groups negative, and supergroups and
 * channels begin with -100.
 */
final class Peers {
    private static final long CHANNELS = -1_000_000_000_000L;

    private Peers() {}

    static boolean isUser(long id) {
        return id > 0;
    }

    static boolean isChannel(long id) {
        return id < CHANNELS;
    }

    static boolean isBasicGroup(long id) {
        return id < 0 && id >= CHANNELS;
    }

    /** The number without the prefix. */
    static long bare(long id) {
        return isUser(id) ? id : isChannel(id) ? CHANNELS - id : -id;
    }

    static long ofChannel(long number) {
        return CHANNELS - number;
    }

    /** A Peer. */
    static TlObject write(long id) {
        if (isUser(id)) {
            return TlObject.of("peerUser").with("user_id", id);
        }
        return isChannel(id)
                ? TlObject.of("peerChannel").with("channel_id", bare(id))
                : TlObject.of("peerChat").with("chat_id", bare(id));
    }

    /** What an account needs to address somebody; good for that account only. */
    static long accessHash(Account viewer, long id) {
        return Dice.mix(Dice.mix(viewer.id()) ^ id) | 1;
    }

    /** The id that an InputPeer names, whether or not it may be addressed by it; 0 for none. */
    static long named(TlObject peer) {
        return switch (peer.name()) {
            case "inputPeerUser" -> peer.int64("user_id");
            case "inputPeerChat" -> -peer.int64("chat_id");
            case "inputPeerChannel" -> ofChannel(peer.int64("channel_id"));
            default -> 0;
        };
    }

    /** The id behind an InputPeer. */
    static long chat(Account viewer, TlObject peer) {
        return switch (peer.name()) {
            case "inputPeerSelf" -> viewer.id();
            case "inputPeerUser" -> user(viewer, peer);
            case "inputPeerChat" -> -positive(peer.int64("chat_id"), "PEER_ID_INVALID");
            case "inputPeerChannel" -> channel(viewer, peer);
            default -> throw Refusal.of(400, "PEER_ID_INVALID");
        };
    }

    /** The id behind an InputUser, or an InputPeer of a user. */
    static long user(Account viewer, TlObject user) {
        if (user.is("inputUserSelf") || user.is("inputPeerSelf")) {
            return viewer.id();
        }
        if (!user.is("inputUser") && !user.is("inputPeerUser")) {
            throw Refusal.of(400, "USER_ID_INVALID");
        }
        long id = positive(user.int64("user_id"), "PEER_ID_INVALID");
        check(viewer, id, user.int64("access_hash"), "PEER_ID_INVALID");
        return id;
    }

    /** The id behind an InputChannel, or an InputPeer of a channel. */
    static long channel(Account viewer, TlObject channel) {
        if (!channel.is("inputChannel") && !channel.is("inputPeerChannel")) {
            throw Refusal.of(400, "CHANNEL_INVALID");
        }
        long id = ofChannel(positive(channel.int64("channel_id"), "CHANNEL_INVALID"));
        check(viewer, id, channel.int64("access_hash"), "CHANNEL_INVALID");
        return id;
    }

    private static void check(Account viewer, long id, long hash, String otherwise) {
        // bots are known to get by without one
        if (hash != accessHash(viewer, id) && !(viewer.isBot() && hash == 0) && id != viewer.id()) {
            throw Refusal.of(400, otherwise);
        }
    }

    private static long positive(long number, String otherwise) {
        if (number <= 0) {
            throw Refusal.of(400, otherwise);
        }
        return number;
    }
}
