// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Message;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of an account's chats, by their newest messages. */
final class Dialogs {
    private static final int PAGE = 100;
    /** As clients order chats, who otherwise ask for the same part for ever. */
    private static final Comparator<Place> NEWEST_FIRST = Comparator.comparingLong(Place::date)
            .thenComparingInt(Place::number)
            .thenComparingLong(Place::chatId)
            .reversed();

    private final Desk desk;

    Dialogs(Desk desk) {
        this.desk = desk;
    }

    /** What decides about the place of a chat in the list. */
    private record Place(long date, int number, long chatId) {}

    /** A chat with the newest message in it. */
    private record Top(long chatId, @Nullable Message message, int number) {
        Place place() {
            return new Place(message == null ? 0 : message.date().getEpochSecond(), number, chatId);
        }

        static Top of(Query query, long chatId) {
            List<Message> newest = query.world.newest(query.account(), chatId, 1);
            if (newest.isEmpty()) {
                return new Top(chatId, null, Peers.isChannel(chatId) ? MessageWriter.CREATION : 0);
            }
            Message message = newest.get(0);
            return new Top(chatId, message, query.box().ids().of(chatId, message.messageId()));
        }
    }

    void addTo(Calls calls) {
        calls.add("messages.getDialogs", this::dialogs);
        calls.add("messages.getPinnedDialogs", this::pinned);
        calls.add("messages.getPeerDialogs", this::ofPeers);
    }

    private TlObject dialogs(Query query) {
        TlObject p = query.parameters;
        query.box().pump();
        List<Top> all = p.int32("folder_id", 0) == 0 ? tops(query) : List.of();
        int from = 0;
        if (!p.object("offset_peer").is("inputPeerEmpty")) {
            from = after(
                    all, new Place(p.int32("offset_date"), p.int32("offset_id"), Peers.named(p.object("offset_peer"))));
        }
        int to = Math.min(all.size(), from + Math.min(Math.max(1, p.int32("limit")), PAGE));
        List<Top> part = all.subList(from, to);
        boolean complete = part.size() == all.size();
        TlObject answer = complete
                ? TlObject.of("messages.dialogs")
                : TlObject.of("messages.dialogsSlice").with("count", all.size());
        return fill(query, answer, part);
    }

    /** Where the list goes on: by the place that the chat had when the client was told of it, which it may have left since. */
    private static int after(List<Top> all, Place last) {
        int from = 0;
        while (from < all.size() && NEWEST_FIRST.compare(all.get(from).place(), last) <= 0) {
            from++;
        }
        return from;
    }

    private static List<Top> tops(Query query) {
        List<Top> tops = new ArrayList<>();
        for (long chat : query.world.chats(query.account())) {
            tops.add(Top.of(query, chat));
        }
        tops.sort(Comparator.comparing(Top::place, NEWEST_FIRST));
        return tops;
    }

    private TlObject pinned(Query query) {
        return fill(query, TlObject.of("messages.peerDialogs"), List.of())
                .with("state", Updates.state(query.box(), desk));
    }

    private TlObject ofPeers(Query query) {
        List<Top> tops = new ArrayList<>();
        for (TlObject peer : query.parameters.objects("peers")) {
            if (peer.is("inputDialogPeer")) {
                tops.add(Top.of(query, Peers.chat(query.account(), peer.object("peer"))));
            }
        }
        return fill(query, TlObject.of("messages.peerDialogs"), tops).with("state", Updates.state(query.box(), desk));
    }

    private TlObject fill(Query query, TlObject answer, List<Top> tops) {
        Account viewer = query.account();
        Company company = new Company();
        List<TlObject> dialogs = new ArrayList<>();
        List<TlObject> messages = new ArrayList<>();
        for (Top top : tops) {
            company.add(top.chatId());
            if (top.message() != null) {
                messages.add(desk.writer().write(query.box(), top.message(), company));
            } else if (top.number() == MessageWriter.CREATION) {
                messages.add(desk.writer().creation(top.chatId(), desk.facts().began()));
            }
            dialogs.add(dialog(query.world, query.box(), top.chatId(), top.number()));
        }
        return company.join(answer.with("dialogs", dialogs).with("messages", messages), desk.facts(), viewer);
    }

    /** A Dialog. */
    static TlObject dialog(World world, AccountBox box, long chatId, int top) {
        return TlObject.of("dialog")
                .with("peer", Peers.write(chatId))
                .with("top_message", top)
                .with("read_inbox_max_id", box.marks().inbox(chatId))
                .with("read_outbox_max_id", box.marks().outbox(chatId))
                .with("unread_count", Reads.unread(world, box, chatId))
                .with("unread_mentions_count", 0)
                .with("unread_reactions_count", 0)
                .with("unread_poll_votes_count", 0)
                .with("notify_settings", Facts.NO_NOTIFICATIONS)
                .with("pts", Peers.isChannel(chatId) ? box.channel(chatId).pts() : null);
    }
}
