// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.transport.tdlight.facet.ChatSigns;
import dev.heliograph.transport.tdlight.facet.HiddenWaits;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * What one signed-in client does with messages, from the moment it is signed in until it is lost or closed: one of these
 * for every connection of a link. Its TDLib must keep no database of messages: else it would send after a restart what the
 * engine sends again too.
 *
 * <p>Everything is called on the client's strand, and every stage completes on it. Where the connection stood when it was
 * made it cannot know: whoever makes it hands over the newest {@code updateConnectionState} first.
 */
public final class Messaging {
    private final Room room;
    private final WaitCounts counts = new WaitCounts();
    private final SendBook book;
    private final Sends sends;
    private final Changes changes;
    private final Incoming incoming;

    /** Messaging of a client that is signed in; asks nothing yet. */
    public Messaging(MessagingParts parts) {
        this.room = Room.of(parts);
        this.book = new SendBook(new SendBook.Desk(parts, room.requests(), room.failures(), counts));
        this.sends = new Sends(room, book);
        this.changes = new Changes(room);
        this.incoming = new Incoming(room, book, changes);
    }

    /** The {@code @type}s of the updates that {@link #update} needs. */
    public static Set<String> wanted() {
        return Set.of(
                "updateNewMessage",
                "updateMessageSendSucceeded",
                "updateMessageSendFailed",
                "updateMessageEdited",
                "updateDeleteMessages",
                "updateFile",
                "updateBasicGroup",
                "updateConnectionState",
                "updateServiceNotification");
    }

    /** Takes an update; of other types than {@link #wanted} it takes no notice. */
    public void update(JsonNode update) {
        switch (update.path("@type").asString("")) {
            case "updateNewMessage" -> incoming.arrived(update.path("message"));
            case "updateMessageSendSucceeded", "updateMessageSendFailed" -> book.settled(update);
            case "updateMessageEdited" -> incoming.edited(update);
            case "updateDeleteMessages" -> incoming.deleted(update);
            case "updateFile" -> book.file(update.path("file"));
            case "updateBasicGroup" -> room.chats().basicGroup(update.path("basic_group"));
            case "updateConnectionState" ->
                book.connection(update.path("state").path("@type").asString("").equals("connectionStateReady"));
            case "updateServiceNotification" -> incoming.notice(update);
            default -> {
                // of no interest
            }
        }
    }

    /**
     * Sends a message; completes with its final id, once the server has accepted it. Messages to one chat are handed to TDLib
     * one after the other.
     */
    public CompletionStage<Outcome<SentMessage>> send(SendRequest request) {
        return sends.send(request);
    }

    /**
     * An ability beyond sending: {@link Editing}, {@link Forwarding}, {@link EntityLookup}, {@link ChatSigns},
     * {@link HiddenWaits}, and for users {@link History}, since Telegram lets no bot read. What it gives belongs to the
     * strand as this does, HiddenWaits apart; the question itself may come from any thread, and its answer never changes.
     */
    public <F> Optional<F> facet(Class<F> type) {
        if (type == Editing.class) {
            return Optional.of(type.cast(changes));
        }
        if (type == Forwarding.class) {
            return Optional.of(type.cast(sends));
        }
        if (type == EntityLookup.class) {
            return Optional.of(type.cast(new LookUps(room)));
        }
        if (type == History.class && !room.parts().self().bot()) {
            return Optional.of(type.cast(new Readings(room)));
        }
        if (type == ChatSigns.class) {
            return Optional.of(type.cast(new Signs(room)));
        }
        return type == HiddenWaits.class ? Optional.of(type.cast(counts)) : Optional.empty();
    }

    /** Answers everything that is open, since the connection is over; nothing may be called afterwards. */
    public void end(Failure why) {
        book.end(why);
        room.requests().end();
    }
}
