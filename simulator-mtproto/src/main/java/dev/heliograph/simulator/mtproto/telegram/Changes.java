// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Event;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.simulator.mtproto.telegram.UpdateLog.Entry;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes and removes what stands. */
final class Changes {
    private static final int MOST_AT_ONCE = 100;

    private final Desk desk;

    Changes(Desk desk) {
        this.desk = desk;
    }

    void addTo(Calls calls) {
        calls.add("messages.editMessage", this::edit);
        calls.add("messages.deleteMessages", this::delete);
        calls.add("channels.deleteMessages", this::deleteInChannel);
        calls.add("messages.saveDraft", query -> TlObject.bool(true));
    }

    private TlObject edit(Query query) {
        long chatId = query.chat("peer");
        AccountBox box = query.box();
        MessageRef ref = new MessageRef(chatId, box.ids().inWorld(chatId, query.parameters.int32("id")));
        FormattedText text = Entities.read(
                query.account(), query.parameters.string("message", ""), query.parameters.objects("entities"));
        box.pump();
        SentMessage edited = query.orThrow(query.world.edit(query.call(), ref, text));
        List<Entry> entries = box.pump(query.session, event -> isEdit(event, edited));
        return desk.updates(query.account(), entries, false);
    }

    private static boolean isEdit(Event event, SentMessage edited) {
        return event instanceof Event.MessageEdited changed
                && changed.chatId() == edited.chatId()
                && changed.message().messageId() == edited.messageId();
    }

    private TlObject delete(Query query) {
        AccountBox box = query.box();
        Map<Long, List<Long>> byChat = new TreeMap<>();
        for (int number : numbers(query)) {
            MessageRef ref = box.ids().find(number);
            if (ref != null) {
                byChat.computeIfAbsent(ref.chatId(), id -> new ArrayList<>()).add(ref.messageId());
            }
        }
        if (byChat.isEmpty()) {
            query.admit();
        }
        int count = 0;
        for (Map.Entry<Long, List<Long>> chat : byChat.entrySet()) {
            count += delete(query, chat.getKey(), chat.getValue());
        }
        return affected(box.common().pts(), count);
    }

    private TlObject deleteInChannel(Query query) {
        long chatId = Peers.channel(query.account(), query.parameters.object("channel"));
        List<Long> ids = numbers(query).stream().map(Integer::longValue).toList();
        int count = delete(query, chatId, ids);
        return affected(query.box().channel(chatId).pts(), count);
    }

    private static int delete(Query query, long chatId, List<Long> ids) {
        AccountBox box = query.box();
        box.pump();
        query.orThrow(query.world.delete(query.call(), chatId, ids));
        List<Entry> entries = box.pump(
                query.session, event -> event instanceof Event.MessagesDeleted gone && gone.chatId() == chatId);
        return entries.stream().mapToInt(Entry::count).sum();
    }

    private static List<Integer> numbers(Query query) {
        List<Integer> numbers = query.parameters.elements("id", Integer.class);
        if (numbers.isEmpty() || numbers.size() > MOST_AT_ONCE) {
            throw Refusal.of(400, "MESSAGE_IDS_INVALID");
        }
        return numbers;
    }

    private static TlObject affected(int pts, int count) {
        return TlObject.of("messages.affectedMessages").with("pts", pts).with("pts_count", count);
    }
}
