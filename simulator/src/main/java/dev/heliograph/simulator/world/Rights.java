// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Media;
import org.jspecify.annotations.Nullable;

/** Whether an account may put that into that chat. */
final class Rights {
    private final Directory directory;

    Rights(Directory directory) {
        this.directory = directory;
    }

    /** What forbids it, or null. */
    @Nullable
    TelegramError problem(Account account, Chat chat, Content content) {
        TelegramError place = chat.shared == null
                ? privateProblem(account, chat, content)
                : sharedProblem(chat.id, chat.shared, content);
        if (place != null) {
            return place;
        }
        return content.replyTo() != 0 && !content.replyOptional() && chat.posts.find(content.replyTo()) == null
                ? TelegramError.of(400, "REPLY_MESSAGE_ID_INVALID")
                : null;
    }

    private @Nullable TelegramError privateProblem(Account account, Chat chat, Content content) {
        if (directory.isDeactivated(chat.id)) {
            return TelegramError.of(400, "INPUT_USER_DEACTIVATED");
        }
        if (account.blockedBy.contains(chat.id) || (directory.blocks(chat.id) && !chat.warm)) {
            return TelegramError.of(400, "USER_IS_BLOCKED");
        }
        return content.topic() == 0 ? null : TelegramError.of(400, "TOPIC_DELETED");
    }

    private static @Nullable TelegramError sharedProblem(long chatId, Chat.Shared shared, Content content) {
        if (shared.migratedTo != 0) {
            return TelegramError.migrated(chatId, shared.migratedTo);
        }
        if (shared.readOnly) {
            return TelegramError.of(403, "CHAT_WRITE_FORBIDDEN");
        }
        String bar = bar(content.media());
        if (shared.barred.contains(bar)) {
            return TelegramError.of(403, bar);
        }
        if (content.topic() == 0) {
            return null;
        }
        if (!shared.forum || content.topic() > Inhabitants.CLOSED_TOPIC) {
            return TelegramError.of(400, "TOPIC_DELETED");
        }
        return content.topic() == Inhabitants.CLOSED_TOPIC ? TelegramError.of(400, "TOPIC_CLOSED") : null;
    }

    /** What Telegram answers where that kind of content is not allowed; null stands for text, and albums are of photos. */
    static String bar(Media.@Nullable Kind kind) {
        if (kind == null) {
            return "CHAT_SEND_PLAIN_FORBIDDEN";
        }
        return kind == Media.Kind.DOCUMENT ? "CHAT_SEND_DOCS_FORBIDDEN" : "CHAT_SEND_PHOTOS_FORBIDDEN";
    }
}
