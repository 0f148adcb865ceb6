// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import java.util.List;

/** Tells people that somebody is about to write. Bots are not told. */
final class Typing {
    private final Desk desk;
    private final Members members;

    Typing(Desk desk, Members members) {
        this.desk = desk;
        this.members = members;
    }

    void addTo(Calls calls) {
        calls.add("messages.setTyping", this::tell);
    }

    private TlObject tell(Query query) {
        long chatId = query.chat("peer");
        query.admit();
        Account writer = query.account();
        Integer topic = query.parameters.has("top_msg_id") ? query.parameters.int32("top_msg_id") : null;
        TlObject update = update(chatId, writer.id())
                .with("action", query.parameters.object("action"))
                .with("top_msg_id", Peers.isChannel(chatId) ? topic : null);
        Company company = new Company().add(writer.id());
        if (!Peers.isUser(chatId)) {
            company.add(chatId);
        }
        for (long id : readers(query, chatId)) {
            AccountBox box = members.box(id);
            if (box != null && id != writer.id() && !box.account().isBot()) {
                box.tell(desk.updates(box.account(), List.of(update), company));
            }
        }
        return TlObject.bool(true);
    }

    private static List<Long> readers(Query query, long chatId) {
        return Peers.isUser(chatId)
                ? List.of(chatId)
                : query.world.members(chatId).stream().map(Account::id).toList();
    }

    private static TlObject update(long chatId, long writer) {
        if (Peers.isUser(chatId)) {
            return TlObject.of("updateUserTyping").with("user_id", writer);
        }
        return Peers.isChannel(chatId)
                ? TlObject.of("updateChannelUserTyping")
                        .with("channel_id", Peers.bare(chatId))
                        .with("from_id", Peers.write(writer))
                : TlObject.of("updateChatUserTyping")
                        .with("chat_id", Peers.bare(chatId))
                        .with("from_id", Peers.write(writer));
    }
}
