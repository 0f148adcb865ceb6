// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Edits and deletes, and knows what it is changing: the session itself is not told of its own changes. */
final class Changes implements Editing {
    private static final int MOST_DELETED = 100;

    private final Room room;
    /** How often each is being changed. */
    private final Map<MessageRef, Integer> changing = new HashMap<>();

    Changes(Room room) {
        this.room = room;
    }

    /** Whether the message is being changed from here. */
    boolean isOwn(MessageRef message) {
        return changing.containsKey(message);
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> edit(MessageRef message, FormattedText text, boolean linkPreview) {
        CompletableFuture<Outcome<SentMessage>> done = new CompletableFuture<>();
        within(
                message.chatId(),
                done,
                () -> room.message(message.chatId(), message.messageId(), found -> {
                    JsonNode standing = found.value();
                    if (standing == null) {
                        done.complete(Outcome.failed(room.orMissing(found, "MESSAGE_ID_INVALID")));
                    } else if (standing.path("content").has("caption") || hasText(standing)) {
                        change(message, standing, edit(message, standing, text, linkPreview), done);
                    } else {
                        done.complete(Outcome.failed(Failures.refused("MESSAGE_WITHOUT_TEXT")));
                    }
                }));
        return done;
    }

    private static boolean hasText(JsonNode message) {
        return message.path("content").path("@type").asString("").equals("messageText");
    }

    private static ObjectNode edit(MessageRef message, JsonNode standing, FormattedText text, boolean linkPreview) {
        ObjectNode request = TdClient.request(hasText(standing) ? "editMessageText" : "editMessageCaption")
                .put("chat_id", message.chatId())
                .put("message_id", TdIds.ofMessage(message.messageId()));
        if (hasText(standing)) {
            request.set("input_message_content", Outgoing.text(text, linkPreview));
        } else {
            request.set("caption", TextWords.write(text));
        }
        // what is left out is taken away
        if (standing.path("reply_markup").isObject()) {
            request.set("reply_markup", standing.path("reply_markup"));
        }
        return request;
    }

    private void change(
            MessageRef message, JsonNode standing, ObjectNode request, CompletableFuture<Outcome<SentMessage>> done) {
        changing.merge(message, 1, Integer::sum);
        room.requests().ask(request, answer -> {
            changing.computeIfPresent(message, (unused, times) -> times == 1 ? null : times - 1);
            JsonNode now = answer.isObject() ? answer.object() : standing;
            done.complete(room.failures()
                    .ofChange(answer)
                    .<Outcome<SentMessage>>map(Outcome::failed)
                    .orElseGet(() -> Outcome.done(MessageReader.sent(now))));
        });
    }

    @Override
    public CompletionStage<Outcome<Integer>> delete(long chatId, List<Long> messageIds) {
        List<Long> ids = messageIds.stream().distinct().toList();
        CompletableFuture<Outcome<Integer>> done = new CompletableFuture<>();
        int all = messageIds.size();
        within(
                chatId,
                done,
                () -> deleteFrom(chatId, ids, 0, failure -> {
                    done.complete(failure == null ? Outcome.done(all) : Outcome.failed(failure));
                }));
        return done;
    }

    private void deleteFrom(long chat, List<Long> ids, int from, Consumer<@Nullable Failure> then) {
        if (from >= ids.size()) {
            then.accept(null);
            return;
        }
        int upTo = Math.min(ids.size(), from + MOST_DELETED);
        ObjectNode question = TdClient.request("getMessages").put("chat_id", chat);
        ids.subList(from, upTo).forEach(id -> question.withArray("message_ids").add(TdIds.ofMessage(id)));
        // TDLib deletes only what it has seen, and says nothing of the rest
        room.requests().ask(question, answer -> {
            if (!answer.isObject()) {
                then.accept(room.failures().ofReading(answer));
                return;
            }
            deleteThose(chat, standing(answer), failure -> {
                if (failure == null) {
                    deleteFrom(chat, ids, upTo, then);
                } else {
                    then.accept(failure);
                }
            });
        });
    }

    private static List<Long> standing(TdAnswer messages) {
        return messages.object()
                .path("messages")
                .valueStream()
                .map(message -> message.path("id").asLong(0))
                .filter(TdIds::isServer)
                .toList();
    }

    private void deleteThose(long chat, List<Long> tdIds, Consumer<@Nullable Failure> then) {
        if (tdIds.isEmpty()) {
            then.accept(null);
            return;
        }
        List<MessageRef> own =
                tdIds.stream().map(id -> new MessageRef(chat, TdIds.server(id))).toList();
        own.forEach(message -> changing.merge(message, 1, Integer::sum));
        ObjectNode request =
                TdClient.request("deleteMessages").put("chat_id", chat).put("revoke", true);
        ArrayNode ids = request.putArray("message_ids");
        tdIds.forEach(ids::add);
        room.requests().ask(request, answer -> {
            own.forEach(
                    message -> changing.computeIfPresent(message, (unused, times) -> times == 1 ? null : times - 1));
            then.accept(room.failures().ofChange(answer).orElse(null));
        });
    }

    private <T> void within(long chat, CompletableFuture<Outcome<T>> done, Runnable body) {
        room.chats().find(Peer.of(chat), found -> {
            Failure failure = found.failure();
            if (failure == null) {
                body.run();
            } else {
                done.complete(Outcome.failed(failure));
            }
        });
    }
}
