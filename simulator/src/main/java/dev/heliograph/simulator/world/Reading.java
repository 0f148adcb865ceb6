// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Entity;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** History and who is who. */
final class Reading {
    private final Gate gate;
    private final Directory directory;
    private final Resolver resolver;

    Reading(Parts parts) {
        this.gate = parts.gate();
        this.directory = parts.directory();
        this.resolver = parts.resolver();
    }

    Answer<Entity> lookUp(Call call, Peer peer) {
        TelegramError refused = gate.admit(call);
        if (refused != null) {
            return Answer.refused(refused);
        }
        Answer<Long> found = resolver.find(call, peer);
        return found.error() == null ? Answer.of(directory.entity(found.orThrow())) : Answer.refused(found.error());
    }

    List<Message> newest(Account viewer, long chatId, int most) {
        Chat chat = directory.knownPlace(viewer, chatId);
        List<Message> messages = new ArrayList<>();
        if (chat != null) {
            for (int i = Math.max(0, chat.posts.size() - most); i < chat.posts.size(); i++) {
                messages.add(chat.posts.at(i).seenBy(viewer.id(), chatId));
            }
        }
        return messages;
    }

    Answer<HistoryPage> history(Call call, HistoryQuery query) {
        TelegramError refused = gate.admit(call);
        if (refused != null) {
            return Answer.refused(refused);
        }
        Answer<Long> found = resolver.find(call, query.peer());
        if (found.error() != null) {
            return Answer.refused(found.error());
        }
        long chatId = found.orThrow();
        refused = gate.count(call, Method.HISTORY, chatId);
        if (refused != null) {
            return Answer.refused(refused);
        }
        Chat chat = directory.knownPlace(call.account(), chatId);
        return Answer.of(chat == null ? new HistoryPage(List.of(), 0, false) : page(call.account(), chat, query));
    }

    private static HistoryPage page(Account viewer, Chat chat, HistoryQuery query) {
        String search = query.search() == null ? null : query.search().toLowerCase(Locale.ROOT);
        int first = query.beforeId() == 0 ? chat.posts.size() : chat.posts.before(query.beforeId());
        List<Message> messages = new ArrayList<>();
        int total = 0;
        int passed = 0;
        boolean hasMore = false;
        for (int i = chat.posts.size() - 1; i >= 0; i--) {
            Post post = chat.posts.at(i);
            if (!contains(post, search)) {
                continue;
            }
            total++;
            if (i >= first || passed++ < query.offset()) {
                continue;
            }
            if (messages.size() < query.limit()) {
                messages.add(post.seenBy(viewer.id(), chat.id));
            } else {
                hasMore = true;
            }
        }
        return new HistoryPage(messages, total, hasMore);
    }

    private static boolean contains(Post post, @Nullable String search) {
        return search == null || post.text().text().toLowerCase(Locale.ROOT).contains(search);
    }
}
