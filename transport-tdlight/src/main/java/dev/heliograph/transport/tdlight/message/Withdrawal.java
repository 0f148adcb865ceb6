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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is done about a message that has been unsent for too long: it is looked for, taken back where it is not found, and
 * looked for again.
 *
 * <p>Deleting it keeps TDLib from sending it later, which else could be at any time, after the engine has sent it again. It
 * does not prove that it was not sent: the server may have it, and its answer may be what is missing. In that case TDLib
 * deletes it from the chat as soon as the answer comes. Hence the order:
 *
 * <ul>
 *   <li>A user looks into the chat first. What stands there was sent; it is left alone. The question is a search for what the
 *       account itself wrote, since TDLib would answer one for the chat's history out of its memory.
 *   <li>In private chats and basic groups TDLib hides what no update has told it of yet, which a message without an answer is.
 *       Hence a second question, for the newest one only: where there were some before and this brings none, there is
 *       one that TDLib hides. It is left alone, too.
 *   <li>A success that comes before the deletion is confirmed counts, unless TDLib tells that the deletion took away the
 *       message that was sent: it knows messages by their old ids too. Then nothing stands, and it may be sent again.
 *   <li>After the deletion the second question is asked once more. Where the newest message is still an older one, this one was
 *       held back by TDLib, provided that the connection was there all the time: the server answers the questions of one
 *       session in their order, so it had the message before the question if it had it at all.
 *   <li>In all other cases nobody knows: bots cannot read, a post in a channel's name is not found by its author, one
 *       picture looks like another, the first message to somebody has none before it, and without a connection TDLib may
 *       have handed it over to a dead one.
 * </ul>
 */
final class Withdrawal {
    /** TDLib waits for so long on behalf of a user. */
    private static final Duration LONGEST_HIDDEN_WAIT = Duration.ofSeconds(60);

    private static final int NEWEST = 20;
    /** By so much TDLib's idea of the server's clock may be ahead. */
    private static final int CLOCK_SECONDS = 1;

    private final SendBook book;
    private final Unsent unsent;

    Withdrawal(SendBook book, Unsent unsent) {
        this.book = book;
        this.unsent = unsent;
    }

    void begin() {
        unsent.withdrawn();
        if (canBeFound()) {
            look(NEWEST, this::looked);
        } else {
            takeBack(false);
        }
    }

    private void looked(TdAnswer answer) {
        SentMessage found = find(answer);
        if (found != null) {
            unsent.finish(Outcome.done(found));
        } else if (answer.object().path("messages").isEmpty()) {
            takeBack(false);
        } else {
            look(1, newest -> {
                if (newest.isObject() && newest.object().path("messages").isEmpty()) {
                    doubt("the server has a message that TDLib was not told of yet");
                } else {
                    takeBack(newest.isObject());
                }
            });
        }
    }

    private boolean canBeFound() {
        return !book.desk().parts().self().bot()
                && author() != 0
                && !unsent.wasAway()
                && unsent.isRecognizable()
                && unsent.parts().all(Parts.Fate.UNSENT);
    }

    /** The user in whose name it is sent, or 0 where it is a chat's. */
    private long author() {
        return pending().path("sender_id").path("user_id").asLong(0);
    }

    private JsonNode pending() {
        return Objects.requireNonNull(unsent.pending());
    }

    /** Deletes it; what is missing after it may be held to be unsent only where there are others to compare with. */
    private void takeBack(boolean comparable) {
        Parts parts = unsent.parts();
        if (parts.all(Parts.Fate.SENT, Parts.Fate.REFUSED)) {
            // it was settled while it was being looked for
            unsent.finish(parts.outcome());
            return;
        }
        boolean findable = comparable && canBeFound();
        ObjectNode request = unsent.deletion(parts.unsent()).put("revoke", true);
        book.desk().requests().ask(request, answer -> takenBack(answer, findable));
    }

    private void takenBack(TdAnswer answer, boolean findable) {
        Parts parts = unsent.parts();
        if (parts.all(Parts.Fate.SENT, Parts.Fate.REFUSED)) {
            unsent.finish(parts.outcome());
        } else if (!answer.isObject()) {
            doubt("it was unsent for too long and could not be taken back: " + answer.text());
        } else if (parts.all(Parts.Fate.UNSENT, Parts.Fate.REMOVED) && findable) {
            look(1, this::judge);
        } else if (parts.all(Parts.Fate.UNSENT, Parts.Fate.REMOVED)) {
            doubt("it was unsent for too long and taken back, and the server may have had it all the same");
        } else if (parts.all(Parts.Fate.UNSENT, Parts.Fate.REMOVED, Parts.Fate.UNDONE)) {
            fail(Failures.server("it was accepted so late that it had been taken back"));
        } else {
            doubt("one part of it was sent, another was taken back");
        }
    }

    private void look(int limit, Consumer<TdAnswer> then) {
        ObjectNode question = TdClient.request("searchChatMessages")
                .put("chat_id", unsent.chat())
                .put("query", "")
                .put("from_message_id", 0)
                .put("offset", 0)
                .put("limit", limit);
        question.set("sender_id", TdClient.request("messageSenderUser").put("user_id", author()));
        question.set("filter", TdClient.request("searchMessagesFilterEmpty"));
        book.desk().requests().ask(question, then);
    }

    private void judge(TdAnswer answer) {
        if (!answer.isObject() || unsent.wasAway()) {
            doubt("it was unsent for too long and taken back, and the chat could not be read");
        } else if (answer.object().path("messages").isEmpty() || find(answer) != null) {
            doubt("it was sent while it was being taken back, and may be deleted yet");
        } else {
            Duration rest = LONGEST_HIDDEN_WAIT.minus(unsent.age());
            fail(new Failure.Throttled(rest, FloodScope.CHAT, "HELD_BACK_BY_TDLIB"));
        }
    }

    private @Nullable SentMessage find(TdAnswer answer) {
        String text = MessageReader.text(pending()).path("text").asString("");
        long since = pending().path("date").asLong(0) - CLOCK_SECONDS;
        for (JsonNode message : answer.object().path("messages")) {
            boolean fits = MessageReader.stands(message)
                    && message.path("id").asLong(0) > book.newest(unsent.chat())
                    && message.path("date").asLong(0) >= since
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
