// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Message;
import dev.heliograph.simulator.mtproto.telegram.Parcel.Origin;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.world.Planned;
import dev.heliograph.simulator.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes messages as the API does. */
final class MessageWriter {
    /** The number of the message by which a supergroup or channel begins. */
    static final int CREATION = 1;

    private final World world;

    MessageWriter(World world) {
        this.world = world;
    }

    /**
     * A Message.
     *
     * @param company is told whom it speaks of
     */
    TlObject write(AccountBox box, Message message, Company company) {
        long chatId = message.chatId();
        int number = box.ids().of(chatId, message.messageId());
        Object cargo = world.cargo(box.account(), chatId, message.messageId());
        boolean planned = world.scheduledAs(box.account(), chatId, message.messageId()) != 0;
        return write(box, message, number, cargo, company).with("from_scheduled", planned ? true : null);
    }

    /** A Message that waits for its time. */
    TlObject write(AccountBox box, Planned planned, Company company) {
        int number = (int) planned.message().messageId();
        return write(box, planned.message(), number, planned.cargo(), company).with("from_scheduled", true);
    }

    /** The first message of a supergroup or channel, which says that there is one now. */
    TlObject creation(long chatId, int date) {
        Entity entity = world.entity(chatId);
        boolean post = entity instanceof Entity.Channel;
        return TlObject.of("messageService")
                .with("post", post)
                .with("id", CREATION)
                .with("from_id", null)
                .with("peer_id", Peers.write(chatId))
                .with("date", date)
                .with(
                        "action",
                        TlObject.of("messageActionChannelCreate").with("title", entity == null ? "" : entity.name()));
    }

    private TlObject write(AccountBox box, Message message, int number, @Nullable Object cargo, Company company) {
        Parcel parcel = cargo instanceof Parcel known ? known : Parcel.EMPTY;
        Origin origin = parcel.origin();
        if (origin != null) {
            company.add(origin.from());
        }
        long chatId = message.chatId();
        boolean post = world.entity(chatId) instanceof Entity.Channel;
        company.add(chatId);
        company.add(post ? chatId : message.senderId());
        TlObject action = parcel.action();
        TlObject written = TlObject.of(action == null ? "message" : "messageService")
                // what people write to themselves is theirs, and has not gone out
                .with("out", message.outgoing() && chatId != box.account().id())
                .with("post", post)
                .with("silent", parcel.silent())
                .with("id", number)
                .with("from_id", post ? null : Peers.write(message.senderId()))
                .with("peer_id", Peers.write(chatId))
                .with("date", (int) message.date().getEpochSecond());
        return action == null ? fill(box, written, message, parcel) : written.with("action", action);
    }

    /** Adds what only messages of people have. */
    private static TlObject fill(AccountBox box, TlObject written, Message message, Parcel parcel) {
        Origin origin = parcel.origin();
        List<TlObject> entities = Entities.write(message.text());
        boolean note = message.chatId() == box.account().id();
        return written.with("fwd_from", origin == null ? null : origin.header())
                .with("saved_peer_id", note ? Peers.write(message.chatId()) : null)
                .with("reply_to", reply(box, message))
                .with("message", message.text().text())
                .with("media", media(message, parcel))
                .with("grouped_id", parcel.group() == 0 ? null : parcel.group())
                .with("entities", entities.isEmpty() ? null : entities)
                .with("edit_date", edited(message));
    }

    private static @Nullable TlObject media(Message message, Parcel parcel) {
        // what came through another door has no file that this one ever saw
        boolean lost = parcel.media() == null && message.media() != null;
        return lost ? TlObject.of("messageMediaEmpty") : parcel.media();
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
