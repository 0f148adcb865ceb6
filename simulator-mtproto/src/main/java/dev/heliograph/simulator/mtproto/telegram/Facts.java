// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Entity;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.World;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes people and chats as the API does. */
final class Facts {
    static final TlObject NO_NOTIFICATIONS = TlObject.of("peerNotifySettings");

    /** Clients do not tell people who are away that somebody is typing: here everybody is about at all times. */
    private static final TlObject ABOUT = TlObject.of("userStatusOnline").with("expires", Integer.MAX_VALUE);

    private static final TlObject NO_PHOTO = TlObject.of("chatPhotoEmpty");
    private static final TlObject NO_BANS = TlObject.of("chatBannedRights").with("until_date", Integer.MAX_VALUE);

    private final World world;
    private final Town town;
    private final TreeMap<Long, Long> moved = new TreeMap<>();

    Facts(World world, Town town) {
        this.world = world;
        this.town = town;
    }

    /** A basic group became a supergroup. */
    void moved(long from, long to) {
        moved.put(from, to);
    }

    /** The public name that somebody was given, or null. */
    @Nullable
    String username(long id) {
        Person person = town.person(id);
        return person == null ? null : person.user().username();
    }

    /** A User. */
    TlObject user(Account viewer, long id) {
        Entity entity = world.entity(id);
        if (entity == null) {
            return TlObject.of("userEmpty").with("id", id);
        }
        boolean deleted = entity instanceof Entity.User person && person.deactivated();
        boolean bot = entity.kind() == Entity.Kind.BOT;
        boolean self = viewer.id() == id;
        TlObject user = TlObject.of("user")
                .with("id", id)
                .with("access_hash", Peers.accessHash(viewer, id))
                .with("self", self)
                .with("deleted", deleted);
        if (deleted) {
            return user;
        }
        if (bot) {
            user = user.with("bot", true).with("bot_info_version", 1).with("bot_nochats", false);
        }
        return user.with("first_name", entity.name())
                .with("username", entity.username())
                .with("status", bot ? null : ABOUT)
                .with("phone", self ? town.phoneOf(id) : null);
    }

    /** A Chat: a basic group, a supergroup or a channel. */
    TlObject chat(Account viewer, long id) {
        Entity entity = world.entity(id);
        if (entity == null) {
            return TlObject.of("chatEmpty").with("id", Peers.bare(id));
        }
        return Peers.isChannel(id) ? channel(viewer, entity) : group(viewer, entity);
    }

    private TlObject group(Account viewer, Entity entity) {
        Long next = moved.get(entity.id());
        TlObject group = TlObject.of("chat")
                .with("id", Peers.bare(entity.id()))
                .with("title", entity.name())
                .with("photo", NO_PHOTO)
                .with(
                        "participants_count",
                        Math.max(1, world.members(entity.id()).size()))
                .with("date", began())
                .with("version", 1)
                .with("default_banned_rights", NO_BANS);
        return next == null
                ? group
                : group.with("deactivated", true)
                        .with(
                                "migrated_to",
                                TlObject.of("inputChannel")
                                        .with("channel_id", Peers.bare(next))
                                        .with("access_hash", Peers.accessHash(viewer, next)));
    }

    private TlObject channel(Account viewer, Entity entity) {
        boolean broadcast = entity.kind() == Entity.Kind.CHANNEL;
        boolean slow = entity instanceof Entity.Group group && group.slowModeSeconds() > 0;
        boolean forum = entity instanceof Entity.Group group && group.forum();
        return TlObject.of("channel")
                .with("id", Peers.bare(entity.id()))
                .with("access_hash", Peers.accessHash(viewer, entity.id()))
                .with("title", entity.name())
                .with("username", entity.username())
                .with("photo", NO_PHOTO)
                .with("date", began())
                .with("broadcast", broadcast)
                .with("megagroup", !broadcast)
                .with("slowmode_enabled", slow)
                .with("forum", forum)
                .with("admin_rights", broadcast ? editor() : null)
                .with("default_banned_rights", NO_BANS);
    }

    /** What those may do who post in a channel. */
    static TlObject editor() {
        return TlObject.of("chatAdminRights")
                .with("post_messages", true)
                .with("edit_messages", true)
                .with("delete_messages", true)
                .with("other", true);
    }

    /** What the full description of a supergroup or channel has. */
    TlObject channelFull(long id, int pts) {
        Entity entity = world.entity(id);
        int slow = entity instanceof Entity.Group group ? group.slowModeSeconds() : 0;
        @Nullable Integer seconds = slow == 0 ? null : slow;
        return TlObject.of("channelFull")
                .with("id", Peers.bare(id))
                .with("about", "")
                .with("participants_count", 2)
                .with("read_inbox_max_id", 0)
                .with("read_outbox_max_id", 0)
                .with("unread_count", 0)
                .with("chat_photo", TlObject.of("photoEmpty").with("id", 0L))
                .with("notify_settings", NO_NOTIFICATIONS)
                .with("bot_info", List.of())
                .with("slowmode_seconds", seconds)
                .with("pts", pts);
    }

    /** What the full description of a basic group has. */
    TlObject chatFull(long id, TlObject participants) {
        return TlObject.of("chatFull")
                .with("id", Peers.bare(id))
                .with("about", "")
                .with("participants", participants)
                .with("notify_settings", NO_NOTIFICATIONS);
    }

    int began() {
        return (int) world.epoch().getEpochSecond();
    }
}
