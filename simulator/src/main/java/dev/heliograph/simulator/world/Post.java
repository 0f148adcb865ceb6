// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Media;
import dev.heliograph.model.Message;
import dev.heliograph.model.text.FormattedText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message. In a private chat it stands in two boxes, under an id of its own in each. */
final class Post {
    final long sender;
    final Instant date;
    final Media.@Nullable Kind media;
    final long topic;
    final boolean protect;
    final @Nullable Post replyTo;
    final @Nullable Object cargo;
    /** Its number among the scheduled ones of its sender, or 0. */
    final long planned;

    private FormattedText text;
    private @Nullable Instant editDate;
    private long senderId;
    private long otherId;

    Post(long sender, Instant date, Content content, int part, @Nullable Post replyTo) {
        this.sender = sender;
        this.date = date;
        this.text = part == 0 ? content.text() : content.further().get(part - 1);
        this.media = content.media();
        this.topic = content.topic();
        this.protect = content.protect();
        this.replyTo = replyTo;
        this.cargo = content.cargo(part);
        this.planned = content.planned() == 0 ? 0 : content.planned() + part;
    }

    FormattedText text() {
        return text;
    }

    void edit(FormattedText changed, Instant when) {
        text = changed;
        editDate = when;
    }

    /** The id in the box of its sender, and in shared chats for everybody. */
    void numbered(long inSendersBox) {
        senderId = inSendersBox;
    }

    /** The id in the box of the other one. */
    void numberedForOther(long inOthersBox) {
        otherId = inOthersBox;
    }

    long idFor(long viewer) {
        return otherId == 0 || viewer == sender ? senderId : otherId;
    }

    /** As that account sees it, in the chat that it knows by that id. */
    Message seenBy(long viewer, long chatId) {
        return new Message(
                chatId,
                idFor(viewer),
                sender,
                date,
                editDate,
                text,
                viewer == sender,
                replyTo == null ? 0 : replyTo.idFor(viewer),
                topic,
                media);
    }
}
