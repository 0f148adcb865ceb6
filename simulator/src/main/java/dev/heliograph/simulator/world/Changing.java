// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Event;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Edits and deletions. */
final class Changing {
    private final Gate gate;
    private final Directory directory;
    private final Delivery delivery;

    Changing(Parts parts) {
        this.gate = parts.gate();
        this.directory = parts.directory();
        this.delivery = parts.delivery();
    }

    Answer<SentMessage> edit(Call call, MessageRef ref, FormattedText text) {
        TelegramError refused = admit(call);
        if (refused == null) {
            refused = gate.count(call, Method.EDIT, ref.chatId());
        }
        if (refused != null) {
            return Answer.refused(refused);
        }
        Chat chat = directory.knownPlace(call.account(), ref.chatId());
        Post post = chat == null ? null : chat.posts.find(ref.messageId());
        if (chat == null || post == null) {
            return Answer.refused(400, "MESSAGE_ID_INVALID");
        }
        refused = problem(call.account(), post, text);
        if (refused != null) {
            return Answer.refused(refused);
        }
        SentMessage edited = new SentMessage(ref.chatId(), ref.messageId(), post.date);
        if (post.text().equals(text)) {
            return Answer.refused(TelegramError.done(400, "MESSAGE_NOT_MODIFIED", edited));
        }
        post.edit(text, delivery.date(call.now()));
        tellOfEdit(call, chat, post);
        return Answer.of(edited);
    }

    /** Messages that are gone already count as deleted. */
    Answer<Integer> delete(Call call, long chatId, List<Long> messageIds) {
        TelegramError refused = admit(call);
        if (refused != null) {
            return Answer.refused(refused);
        }
        Chat chat = directory.knownPlace(call.account(), chatId);
        if (chat == null) {
            return directory.exists(chatId) ? Answer.of(messageIds.size()) : Answer.refused(400, "PEER_ID_INVALID");
        }
        for (long id : messageIds) {
            Post post = chat.posts.find(id);
            if (post != null && chat.isGroup() && post.sender != call.account().id()) {
                return Answer.refused(403, "MESSAGE_DELETE_FORBIDDEN");
            }
        }
        remove(call, chat, new TreeSet<>(messageIds));
        return Answer.of(messageIds.size());
    }

    private @Nullable TelegramError admit(Call call) {
        TelegramError refused = gate.admit(call);
        return refused == null && call.account().frozen ? Mischance.frozen() : refused;
    }

    private static @Nullable TelegramError problem(Account account, Post post, FormattedText text) {
        if (post.sender != account.id()) {
            return TelegramError.of(403, "MESSAGE_AUTHOR_REQUIRED");
        }
        if (post.media == null && text.isBlank()) {
            return TelegramError.of(400, "MESSAGE_EMPTY");
        }
        return Content.lengthProblem(text, post.media != null);
    }

    private void tellOfEdit(Call call, Chat chat, Post post) {
        Account author = call.account();
        tellOfEdit(author, call.key(), post, chat.id);
        if (chat.shared != null) {
            for (Account member : chat.shared.members) {
                if (member != author && !(member.isBot() && author.isBot())) {
                    tellOfEdit(member, null, post, chat.id);
                }
            }
        } else {
            Account other = chat.id == author.id() ? null : directory.account(chat.id);
            if (other != null) {
                tellOfEdit(other, null, post, author.id());
            }
        }
    }

    private static void tellOfEdit(Account viewer, @Nullable SessionKey but, Post post, long chatId) {
        Delivery.tell(viewer, but, new Event.MessageEdited(post.seenBy(viewer.id(), chatId)));
    }

    private void remove(Call call, Chat chat, SortedSet<Long> ids) {
        Account account = call.account();
        Account other = chat.isGroup() || chat.id == account.id() ? null : directory.account(chat.id);
        List<Long> gone = new ArrayList<>();
        TreeSet<Long> goneForOther = new TreeSet<>();
        for (long id : ids) {
            Post post = chat.posts.remove(id);
            if (post == null) {
                continue;
            }
            gone.add(id);
            if (other != null) {
                other.dialog(account.id()).posts.remove(post.idFor(other.id()));
                goneForOther.add(post.idFor(other.id()));
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        Delivery.tell(account, call.key(), new Event.MessagesDeleted(chat.id, gone));
        if (other != null) {
            Delivery.tell(other, null, new Event.MessagesDeleted(account.id(), new ArrayList<>(goneForOther)));
        } else if (chat.shared != null) {
            for (Account member : chat.shared.members) {
                if (member != account) {
                    Delivery.tell(member, null, new Event.MessagesDeleted(chat.id, gone));
                }
            }
        }
    }
}
