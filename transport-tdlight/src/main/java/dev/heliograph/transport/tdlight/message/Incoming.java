// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Event;
import dev.heliograph.model.MessageRef;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes events of updates. What the session does itself is no news to it; what another session of its account does is. */
final class Incoming {
    private final Room room;
    private final SendBook book;
    private final Changes changes;

    Incoming(Room room, SendBook book, Changes changes) {
        this.room = room;
        this.book = book;
        this.changes = changes;
    }

    /** Takes an updateNewMessage; TDLib shows what it is going to send as new messages too. */
    void arrived(JsonNode message) {
        boolean promised = message.path("scheduling_state").isObject();
        if (MessageReader.stands(message) && !promised) {
            tell(new Event.NewMessage(room.reader().read(message)));
        }
    }

    /** Takes an updateMessageEdited, which does not tell what the message says now. */
    void edited(JsonNode update) {
        long chat = update.path("chat_id").asLong(0);
        long id = TdIds.server(update.path("message_id").asLong(0));
        // other things than edits come this way without a date
        boolean edit = id != 0 && update.path("edit_date").asLong(0) != 0;
        if (edit && !changes.isOwn(new MessageRef(chat, id))) {
            room.message(chat, id, message -> {
                JsonNode now = message.value();
                if (now != null) {
                    tell(new Event.MessageEdited(room.reader().read(now)));
                }
            });
        }
    }

    /** Takes an updateDeleteMessages; TDLib forgets messages that still stand, too. */
    void deleted(JsonNode update) {
        boolean gone = update.path("is_permanent").asBoolean(false)
                && !update.path("from_cache").asBoolean(false);
        if (!gone) {
            return;
        }
        long chat = update.path("chat_id").asLong(0);
        List<Long> ids = update.path("message_ids")
                .valueStream()
                .map(JsonNode::asLong)
                .filter(id -> !book.removed(chat, id) && TdIds.isServer(id))
                .map(TdIds::server)
                .filter(id -> !changes.isOwn(new MessageRef(chat, id)))
                .sorted()
                .toList();
        if (!ids.isEmpty()) {
            tell(new Event.MessagesDeleted(chat, ids));
        }
    }

    /** Takes an updateServiceNotification. */
    void notice(JsonNode update) {
        String text = TextWords.read(update.path("content").path("text")).text();
        if (!text.isBlank()) {
            tell(new Event.Notice(text));
        }
    }

    private void tell(Event event) {
        room.parts().events().accept(event);
    }
}
