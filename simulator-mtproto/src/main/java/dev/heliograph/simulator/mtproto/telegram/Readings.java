// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Peer;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** History, searches, and single messages. */
final class Readings {
    private static final int PAGE = 100;

    private final Desk desk;

    Readings(Desk desk) {
        this.desk = desk;
    }

    void addTo(Calls calls) {
        calls.add("messages.getHistory", this::history);
        calls.add("messages.search", this::search);
        calls.add("messages.getMessages", this::messages);
        calls.add("channels.getMessages", this::messagesOfChannel);
        calls.add("messages.getMessagesViews", this::views);
    }

    private TlObject history(Query query) {
        long chatId = query.chat("peer");
        return page(query, chatId, readAll(query, chatId));
    }

    private TlObject search(Query query) {
        long chatId = query.chat("peer");
        TlObject filter = query.parameters.object("filter");
        List<Message> found = new ArrayList<>();
        for (Message message : readAll(query, chatId)) {
            if (matches(query, filter.name(), message)) {
                found.add(message);
            }
        }
        return page(query, chatId, found);
    }

    private static boolean matches(Query query, String filter, Message message) {
        String words = query.parameters.string("q", "").toLowerCase(Locale.ROOT);
        boolean kind = switch (filter) {
            case "inputMessagesFilterEmpty" -> true;
            case "inputMessagesFilterPhotos", "inputMessagesFilterPhotoVideo" -> is(message, "PHOTO");
            case "inputMessagesFilterDocument" -> is(message, "DOCUMENT");
            default -> false;
        };
        boolean sender = !query.parameters.has("from_id") || query.chat("from_id") == message.senderId();
        return kind && sender && message.text().text().toLowerCase(Locale.ROOT).contains(words);
    }

    private static boolean is(Message message, String kind) {
        return message.media() != null && message.media().name().equals(kind);
    }

    /** All that is left of a chat, newest first; the world counts that it was asked. */
    private static List<Message> readAll(Query query, long chatId) {
        query.orThrow(query.world.history(
                query.call(), HistoryQuery.of(Peer.of(chatId)).withLimit(1)));
        List<Message> messages = new ArrayList<>(query.world.newest(query.account(), chatId, Integer.MAX_VALUE));
        Collections.reverse(messages);
        return messages;
    }

    /** The part that the call wants: counted from an offset, which may lie after the beginning of the part. */
    private TlObject page(Query query, long chatId, List<Message> newestFirst) {
        TlObject p = query.parameters;
        AccountBox box = query.box();
        int limit = Math.min(Math.max(p.int32("limit"), 0), PAGE);
        int date = p.int32("offset_date", 0);
        int start = 0;
        while (start < newestFirst.size() && isNewer(box, newestFirst.get(start), p.int32("offset_id"), date)) {
            start++;
        }
        int from = Math.max(0, start + p.int32("add_offset"));
        int to = Math.max(from, Math.min(newestFirst.size(), start + p.int32("add_offset") + limit));
        List<Message> part = new ArrayList<>();
        for (Message message : newestFirst.subList(Math.min(from, newestFirst.size()), to)) {
            int id = box.ids().of(chatId, message.messageId());
            int most = p.int32("max_id");
            if (id > p.int32("min_id") && (most == 0 || id < most)) {
                part.add(message);
            }
        }
        return write(query, chatId, part, newestFirst.size());
    }

    private static boolean isNewer(AccountBox box, Message message, int offsetId, int date) {
        boolean byId = offsetId != 0 && box.ids().of(message.chatId(), message.messageId()) >= offsetId;
        return byId || (offsetId == 0 && date != 0 && message.date().getEpochSecond() >= date);
    }

    private TlObject messages(Query query) {
        List<Message> found = new ArrayList<>();
        List<TlObject> missing = new ArrayList<>();
        for (int number : numbers(query)) {
            MessageRef ref = query.box().ids().find(number);
            add(query, ref, number, found, missing);
        }
        return write(query, 0, found, missing, found.size());
    }

    private TlObject messagesOfChannel(Query query) {
        long chatId = Peers.channel(query.account(), query.parameters.object("channel"));
        List<Message> found = new ArrayList<>();
        List<TlObject> missing = new ArrayList<>();
        for (int number : numbers(query)) {
            add(query, new MessageRef(chatId, number), number, found, missing);
        }
        return write(query, chatId, found, missing, found.size());
    }

    private static void add(
            Query query, @Nullable MessageRef ref, int number, List<Message> found, List<TlObject> missing) {
        Message message = ref == null ? null : query.world.message(query.account(), ref.chatId(), ref.messageId());
        if (message == null) {
            missing.add(TlObject.of("messageEmpty").with("id", number));
        } else {
            found.add(message);
        }
    }

    private static List<Integer> numbers(Query query) {
        return query.parameters.objects("id").stream()
                .filter(id -> id.has("id"))
                .map(id -> id.int32("id"))
                .toList();
    }

    private TlObject write(Query query, long chatId, List<Message> part, int total) {
        return write(query, chatId, part, List.of(), total);
    }

    private TlObject write(Query query, long chatId, List<Message> part, List<TlObject> further, int total) {
        AccountBox box = query.box();
        Company company = new Company();
        if (chatId != 0) {
            company.add(chatId);
        }
        List<TlObject> written = new ArrayList<>();
        for (Message message : part) {
            written.add(desk.writer().write(box, message, company));
        }
        written.addAll(further);
        TlObject answer;
        if (Peers.isChannel(chatId)) {
            answer = TlObject.of("messages.channelMessages")
                    .with("pts", box.channel(chatId).pts())
                    .with("count", total);
        } else if (part.size() < total) {
            answer = TlObject.of("messages.messagesSlice").with("count", total);
        } else {
            answer = TlObject.of("messages.messages");
        }
        TlObject filled = answer.with("messages", written).with("topics", List.of());
        return company.join(filled, desk.facts(), query.account());
    }

    private TlObject views(Query query) {
        List<TlObject> views = query.parameters.elements("id", Integer.class).stream()
                .map(id -> TlObject.of("messageViews").with("views", 1))
                .toList();
        return TlObject.of("messages.messageViews")
                .with("views", views)
                .with("chats", List.of())
                .with("users", List.of());
    }
}
