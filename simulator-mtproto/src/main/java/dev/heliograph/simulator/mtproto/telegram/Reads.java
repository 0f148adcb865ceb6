// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Message;
import dev.heliograph.simulator.mtproto.telegram.UpdateLog.Entry;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.World;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Marks messages as read, and tells those who wrote them. */
final class Reads {
    /** Newer messages than so many are not looked through. */
    private static final int REACH = 1000;

    private final Desk desk;
    private final Members members;

    Reads(Desk desk, Members members) {
        this.desk = desk;
        this.members = members;
    }

    void addTo(Calls calls) {
        calls.add("messages.readHistory", this::read);
        calls.add("messages.readMessageContents", query -> affected(query.box(), 0));
        calls.add("channels.readHistory", this::readChannel);
    }

    /** Messages of others that stand behind the mark. */
    static int unread(World world, AccountBox box, long chatId) {
        int mark = box.marks().inbox(chatId);
        return (int) world.newest(box.account(), chatId, REACH).stream()
                .filter(message -> !message.outgoing() && box.ids().of(chatId, message.messageId()) > mark)
                .count();
    }

    private TlObject read(Query query) {
        long chatId = query.chat("peer");
        query.admit();
        AccountBox box = query.box();
        int number = query.parameters.int32("max_id");
        if (!box.marks().read(chatId, number)) {
            return affected(box, 0);
        }
        TlObject update = TlObject.of("updateReadHistoryInbox")
                .with("peer", Peers.write(chatId))
                .with("max_id", number)
                .with("still_unread_count", unread(query.world, box, chatId));
        box.tell(List.of(add(box, chatId, update)), query.session);
        Message last = lastOfOthers(query, chatId, number);
        if (last != null && Peers.isUser(chatId)) {
            long counterpart = query.world.counterpart(query.account(), chatId, last.messageId());
            tellWriter(chatId, query.account().id(), counterpart);
        } else if (last != null) {
            tellWriter(last.senderId(), chatId, last.messageId());
        }
        return affected(box, 1);
    }

    /** What an account wrote in a chat that is numbered in its own box was read. */
    private void tellWriter(long writer, long chatId, long messageId) {
        AccountBox box = members.box(writer);
        if (box == null || messageId == 0) {
            return;
        }
        int number = box.ids().of(chatId, messageId);
        if (box.marks().wasRead(chatId, number)) {
            TlObject update = TlObject.of("updateReadHistoryOutbox")
                    .with("peer", Peers.write(chatId))
                    .with("max_id", number);
            box.tell(List.of(add(box, chatId, update)), null);
        }
    }

    private static Entry add(AccountBox box, long chatId, TlObject update) {
        return box.common().add(1, new TreeSet<>(List.of(chatId)), 0, pts -> update);
    }

    private static @Nullable Message lastOfOthers(Query query, long chatId, int number) {
        Message last = null;
        for (Message message : query.world.newest(query.account(), chatId, REACH)) {
            if (!message.outgoing() && query.box().ids().of(chatId, message.messageId()) <= number) {
                last = message;
            }
        }
        return last;
    }

    private TlObject readChannel(Query query) {
        long chatId = Peers.channel(query.account(), query.parameters.object("channel"));
        query.admit();
        AccountBox box = query.box();
        int number = query.parameters.int32("max_id");
        if (box.marks().read(chatId, number)) {
            TlObject update = TlObject.of("updateReadChannelInbox")
                    .with("channel_id", Peers.bare(chatId))
                    .with("max_id", number)
                    .with("still_unread_count", unread(query.world, box, chatId))
                    .with("pts", box.channel(chatId).pts());
            Company company = new Company().add(chatId);
            box.tell(desk.updates(box.account(), List.of(update), company), query.session);
            for (Account member : query.world.members(chatId)) {
                tellMember(query, member, chatId, number);
            }
        }
        return TlObject.bool(true);
    }

    private void tellMember(Query query, Account member, long chatId, int number) {
        AccountBox box = members.box(member.id());
        if (box != null && member != query.account() && box.marks().wasRead(chatId, number)) {
            TlObject update = TlObject.of("updateReadChannelOutbox")
                    .with("channel_id", Peers.bare(chatId))
                    .with("max_id", number);
            box.tell(desk.updates(member, List.of(update), new Company().add(chatId)));
        }
    }

    private static TlObject affected(AccountBox box, int count) {
        return TlObject.of("messages.affectedMessages")
                .with("pts", box.common().pts())
                .with("pts_count", count);
    }
}
