// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Entity;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who is in a group or channel, as the API has it. */
final class Roll {
    private final World world;

    Roll(World world) {
        this.world = world;
    }

    /** The viewer first, then all other accounts in the order in which they came. */
    List<Long> members(Account viewer, long chatId) {
        Set<Long> found = new LinkedHashSet<>();
        found.add(viewer.id());
        world.members(chatId).forEach(member -> found.add(member.id()));
        return new ArrayList<>(found);
    }

    /** The ChatParticipants of a basic group. */
    TlObject participants(Account viewer, long chatId) {
        List<TlObject> participants = members(viewer, chatId).stream()
                .map(member -> TlObject.of("chatParticipant")
                        .with("user_id", member)
                        .with("inviter_id", viewer.id())
                        .with("date", began()))
                .toList();
        return TlObject.of("chatParticipants")
                .with("chat_id", Peers.bare(chatId))
                .with("participants", participants)
                .with("version", 1);
    }

    /** The ChannelParticipant that somebody is. In channels everybody with sessions may post. */
    TlObject channelParticipant(Account viewer, long chatId, long who) {
        boolean self = who == viewer.id();
        if (isChannel(chatId)) {
            return TlObject.of("channelParticipantAdmin")
                    .with("self", self)
                    .with("user_id", who)
                    .with("inviter_id", self ? who : null)
                    .with("promoted_by", who)
                    .with("date", began())
                    .with("admin_rights", Facts.editor());
        }
        return TlObject.of(self ? "channelParticipantSelf" : "channelParticipant")
                .with("user_id", who)
                .with("inviter_id", self ? who : null)
                .with("date", began());
    }

    /** Whether a filter of participants lets somebody through. */
    boolean isListed(long chatId, long who, String filter) {
        return switch (filter) {
            case "channelParticipantsAdmins" -> isChannel(chatId);
            case "channelParticipantsBots" -> world.entity(who) instanceof Entity.Bot;
            default -> true;
        };
    }

    private boolean isChannel(long chatId) {
        return world.entity(chatId) instanceof Entity.Channel;
    }

    private int began() {
        return (int) world.epoch().getEpochSecond();
    }
}
