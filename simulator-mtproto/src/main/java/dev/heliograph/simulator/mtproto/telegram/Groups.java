// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.SentMessage;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.Dice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Groups and who is in them. As members count accounts with sessions that wrote there, and whoever asks: the world lets
 * everybody in.
 */
final class Groups {
    private static final int LONGEST_TITLE = 128;

    private final Desk desk;
    private final Members members;
    private final Roll roll;
    private long lastMade = -5_000_000;

    Groups(Desk desk, Members members, Roll roll) {
        this.desk = desk;
        this.roll = roll;
        this.members = members;
    }

    void addTo(Calls calls) {
        calls.add("messages.createChat", this::create);
        calls.add("messages.getFullChat", this::full);
        calls.add("channels.getParticipant", this::participant);
        calls.add("channels.getParticipants", this::participants);
    }

    /** Makes a basic group and says so in it. */
    private TlObject create(Query query) {
        String title = query.parameters.string("title").strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            throw Refusal.of(400, "CHAT_TITLE_EMPTY");
        }
        Set<Long> invited = new LinkedHashSet<>();
        for (TlObject user : query.parameters.objects("users")) {
            invited.add(Peers.user(query.account(), user));
        }
        query.admit();
        if (query.account().isBot()) {
            throw Refusal.of(400, "BOT_METHOD_INVALID");
        }
        long id = add(query, title);
        query.world.incidents().join(query.account().id(), id);
        List<TlObject> missing = new ArrayList<>();
        for (long user : invited) {
            // people without sessions need not be in a group to read it
            if (members.box(user) != null) {
                query.world.incidents().join(user, id);
            } else if (query.world.entity(user) == null) {
                missing.add(TlObject.of("missingInvitee").with("user_id", user));
            }
        }
        Parcel parcel = Parcel.EMPTY.saying(
                TlObject.of("messageActionChatCreate").with("title", title).with("users", new ArrayList<>(invited)));
        query.box().pump();
        SentMessage sent = query.world.announce(query.call(), id, parcel);
        Company company = new Company().add(id).addAll(invited);
        // clients expect to be told a random id, though they gave none
        List<TlObject> updates = desk.newMessages(query, sent, List.of(Dice.mix(id) | 1), company);
        return TlObject.of("messages.invitedUsers")
                .with("updates", desk.updates(query.account(), updates, company))
                .with("missing_invitees", missing);
    }

    private long add(Query query, String title) {
        do {
            lastMade--;
        } while (query.world.entity(lastMade) != null);
        query.world.incidents().addGroup(lastMade, title, null, 0);
        return lastMade;
    }

    private TlObject full(Query query) {
        long id = -query.parameters.int64("chat_id");
        if (!Peers.isBasicGroup(id) || query.world.entity(id) == null) {
            throw Refusal.of(400, "CHAT_ID_INVALID");
        }
        Company company = new Company().add(id).addAll(roll.members(query.account(), id));
        TlObject answer = TlObject.of("messages.chatFull")
                .with("full_chat", desk.facts().chatFull(id, roll.participants(query.account(), id)));
        return company.join(answer, desk.facts(), query.account());
    }

    private long channel(Query query) {
        long id = Peers.channel(query.account(), query.parameters.object("channel"));
        if (query.world.entity(id) == null) {
            throw Refusal.of(400, "CHANNEL_INVALID");
        }
        return id;
    }

    private TlObject participant(Query query) {
        long id = channel(query);
        long who = query.chat("participant");
        boolean elsewhere =
                members.box(who) != null && !roll.members(query.account(), id).contains(who);
        if (elsewhere || query.world.entity(who) == null) {
            throw Refusal.of(400, "USER_NOT_PARTICIPANT");
        }
        Company company = new Company().add(id).add(who);
        TlObject answer = TlObject.of("channels.channelParticipant")
                .with("participant", roll.channelParticipant(query.account(), id, who));
        return company.join(answer, desk.facts(), query.account());
    }

    private TlObject participants(Query query) {
        long id = channel(query);
        Account viewer = query.account();
        String filter = query.parameters.object("filter").name();
        List<Long> all = roll.members(viewer, id).stream()
                .filter(member -> roll.isListed(id, member, filter))
                .toList();
        int from = Math.min(Math.max(query.parameters.int32("offset"), 0), all.size());
        int to = Math.min(all.size(), from + Math.max(query.parameters.int32("limit"), 0));
        Company company = new Company().add(id).addAll(all.subList(from, to));
        TlObject answer = TlObject.of("channels.channelParticipants")
                .with("count", all.size())
                .with(
                        "participants",
                        all.subList(from, to).stream()
                                .map(member -> roll.channelParticipant(viewer, id, member))
                                .toList());
        return company.join(answer, desk.facts(), viewer);
    }
}
