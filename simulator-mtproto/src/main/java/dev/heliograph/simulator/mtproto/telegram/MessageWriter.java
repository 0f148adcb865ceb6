// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Message;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes messages as the API does. */
final class MessageWriter {
    private final World world;
    private final Shelf shelf;

    MessageWriter(World world, Shelf shelf) {
        this.world = world;
        this.shelf = shelf;
    }

    /**
     * A Message.
     *
     * @param company is told whom it speaks of
     */
    TlObject write(AccountBox box, Message message, Company company) {
        long chatId = message.chatId();
        boolean post = world.entity(chatId) instanceof Entity.Channel;
        company.add(chatId);
        company.add(post ? chatId : message.senderId());
        List<TlObject> entities = Entities.write(message.text());
        return TlObject.of("message")
                .with("out", message.outgoing())
                .with("post", post)
                .with("id", box.ids().of(chatId, message.messageId()))
                .with("from_id", post ? null : Peers.write(message.senderId()))
                .with("peer_id", Peers.write(chatId))
                .with("reply_to", reply(box, message))
                .with("date", (int) message.date().getEpochSecond())
                .with("message", message.text().text())
                .with("media", shelf.media(box.account().id(), message))
                .with("entities", entities.isEmpty() ? null : entities)
                .with("edit_date", edited(message));
    }

    private static @Nullable Integer edited(Message message) {
        return message.editDate() == null ? null : (int) message.editDate().getEpochSecond();
    }

    private static @Nullable TlObject reply(AccountBox box, Message message) {
        if (message.replyTo() == 0 && message.topic() == 0) {
            return null;
        }
        TlObject header = TlObject.of("messageReplyHeader");
        boolean plain = message.replyTo() != 0;
        long to = plain ? message.replyTo() : message.topic();
        header = header.with("reply_to_msg_id", box.ids().of(message.chatId(), to));
        if (message.topic() == 0) {
            return header;
        }
        return header.with("forum_topic", true).with("reply_to_top_id", plain ? (int) message.topic() : null);
    }
}
