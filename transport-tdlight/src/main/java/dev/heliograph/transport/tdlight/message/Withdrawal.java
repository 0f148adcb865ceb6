// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a message back that has been unsent for too long, and says what became of it. Deleting it keeps TDLib from sending it
 * later; it does not prove that it was not sent, since the server may have it and its answer may be what is missing. So:
 *
 * <ul>
 *   <li>A success that comes before the deletion is confirmed counts, unless TDLib tells that the deletion took away the
 *       message that was sent: it knows messages by their old ids too. Then nothing stands, and it may be sent again.
 *   <li>A user looks into the chat. What stands there was sent. What does not was held back by TDLib, provided that the
 *       connection was there all the time: the server answers questions of one session in their order, so it had the
 *       message before the question if it had it at all. The question is a search for what the account itself wrote, because
 *       TDLib would answer one for the chat's history out of its memory.
 *   <li>In all other cases nobody knows: bots cannot read, a post in a channel's name is not found by its author, one
 *       picture looks like another, and without a connection TDLib may have handed it over to a dead one.
 * </ul>
 */
final class Withdrawal {
    /** TDLib waits for so long on behalf of a user. */
    private static final Duration LONGEST_HIDDEN_WAIT = Duration.ofSeconds(60);

    private static final int NEWEST = 20;

    private final SendBook book;
    private final Unsent unsent;

    Withdrawal(SendBook book, Unsent unsent) {
        this.book = book;
        this.unsent = unsent;
    }

    void begin() {
        unsent.withdrawn();
        ObjectNode request = unsent.deletion(unsent.parts().unsent()).put("revoke", true);
        book.desk().requests().ask(request, this::deleted);
    }

    private void deleted(TdAnswer answer) {
        Parts parts = unsent.parts();
        if (parts.all(Parts.Fate.SENT, Parts.Fate.REFUSED)) {
            unsent.finish(parts.outcome());
        } else if (!answer.isObject()) {
            doubt("it was unsent for too long and could not be taken back: " + answer.text());
        } else if (parts.all(Parts.Fate.UNSENT, Parts.Fate.REMOVED)) {
            look();
        } else if (parts.all(Parts.Fate.UNSENT, Parts.Fate.REMOVED, Parts.Fate.UNDONE)) {
            fail(Failures.server("it was accepted so late that it had been taken back"));
        } else {
            doubt("one part of it was sent, another was taken back");
        }
    }

    private void look() {
        JsonNode pending = Objects.requireNonNull(unsent.pending());
        long author = pending.path("sender_id").path("user_id").asLong(0);
        boolean bot = book.desk().parts().self().bot();
        if (bot || author == 0 || unsent.wasAway() || !unsent.isRecognizable()) {
            doubt("it was unsent for too long and taken back, and the server may have it all the same");
            return;
        }
        ObjectNode question = TdClient.request("searchChatMessages")
                .put("chat_id", unsent.chat())
                .put("query", "")
                .put("from_message_id", 0)
                .put("offset", 0)
                .put("limit", NEWEST);
        question.set("sender_id", TdClient.request("messageSenderUser").put("user_id", author));
        question.set("filter", TdClient.request("searchMessagesFilterEmpty"));
        book.desk().requests().ask(question, answer -> looked(pending, answer));
    }

    private void looked(JsonNode pending, TdAnswer answer) {
        SentMessage found = answer.isObject() ? find(pending, answer.object().path("messages")) : null;
        if (found != null) {
            unsent.finish(Outcome.done(found));
        } else if (!answer.isObject() || unsent.wasAway()) {
            doubt("it was unsent for too long and taken back, and the chat could not be read");
        } else {
            Duration rest = LONGEST_HIDDEN_WAIT.minus(unsent.age());
            fail(new Failure.Throttled(rest, FloodScope.CHAT, "HELD_BACK_BY_TDLIB"));
        }
    }

    private @Nullable SentMessage find(JsonNode pending, JsonNode messages) {
        String text = MessageReader.text(pending).path("text").asString("");
        for (JsonNode message : messages) {
            boolean fits = MessageReader.stands(message)
                    && message.path("id").asLong(0) > book.newest(unsent.chat())
                    && message.path("date").asLong(0) >= pending.path("date").asLong(0)
                    && MessageReader.text(message).path("text").asString("").equals(text);
            if (fits) {
                book.learn(unsent.chat(), message.path("id").asLong(0));
                return MessageReader.sent(message);
            }
        }
        return null;
    }

    private void doubt(String reason) {
        fail(new Failure.Ambiguous(reason));
    }

    private void fail(Failure failure) {
        unsent.finish(Outcome.failed(failure));
    }
}
