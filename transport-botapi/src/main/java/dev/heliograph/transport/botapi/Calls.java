// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls of a link, each of them one request or a few. Its state is that of the link. */
final class Calls implements Editing, Forwarding, EntityLookup {
    /** Telegram's bound (core.telegram.org/bots/api, deleteMessages). */
    private static final int MOST_DELETED = 100;
    /** What an edit of the text is told where there is only a caption. */
    private static final String NO_TEXT = "there is no text in the message to edit";

    /** Runs a call on the strand with who the session is, or answers that the link is down. */
    @FunctionalInterface
    interface Gate {
        <T> CompletionStage<Outcome<T>> enter(BiConsumer<SelfInfo, CompletableFuture<Outcome<T>>> body);
    }

    private final BotApi api;
    private final Gate gate;
    private final InstantSource clock;
    private final Duration timeout;

    Calls(BotApi api, Gate gate, InstantSource clock, Duration timeout) {
        this.api = api;
        this.gate = gate;
        this.clock = clock;
        this.timeout = timeout;
    }

    void send(Outgoing outgoing, CompletableFuture<Outcome<SentMessage>> done) {
        long chat = outgoing.params().path("chat_id").asLong(0);
        api.ask(outgoing.method(), outgoing.params(), timeout, true, verdict -> done.complete(sent(verdict, chat)));
    }

    void upload(Outgoing outgoing, Outcome<Form> packed, CompletableFuture<Outcome<SentMessage>> done) {
        Failure failure = packed.failure();
        if (failure != null) {
            done.complete(Outcome.failed(failure));
            return;
        }
        long chat = outgoing.params().path("chat_id").asLong(0);
        api.upload(outgoing.method(), packed.orThrow(), timeout, verdict -> done.complete(sent(verdict, chat)));
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> edit(MessageRef message, FormattedText text, boolean linkPreview) {
        return gate.enter((me, done) -> {
            ObjectNode params = naming(message);
            Wording.text(params, text, linkPreview);
            api.ask("editMessageText", params, timeout, true, verdict -> {
                if (verdict.description().toLowerCase(Locale.ROOT).contains(NO_TEXT)) {
                    editCaption(message, text, done);
                } else {
                    done.complete(edited(verdict, message));
                }
            });
        });
    }

    private void editCaption(MessageRef message, FormattedText text, CompletableFuture<Outcome<SentMessage>> done) {
        ObjectNode params = naming(message);
        Wording.caption(params, text);
        api.ask("editMessageCaption", params, timeout, true, verdict -> done.complete(edited(verdict, message)));
    }

    @Override
    public CompletionStage<Outcome<Integer>> delete(long chatId, List<Long> messageIds) {
        List<Long> ids = List.copyOf(messageIds);
        return gate.enter((me, done) -> deleteFrom(chatId, ids, 0, done));
    }

    private void deleteFrom(long chatId, List<Long> ids, int from, CompletableFuture<Outcome<Integer>> done) {
        if (from >= ids.size()) {
            done.complete(Outcome.done(ids.size()));
            return;
        }
        int upTo = Math.min(ids.size(), from + MOST_DELETED);
        ObjectNode params = api.params().put("chat_id", chatId);
        ArrayNode some = params.putArray("message_ids");
        ids.subList(from, upTo).forEach(some::add);
        api.ask("deleteMessages", params, timeout, true, verdict -> {
            Failure failure = verdict.failure();
            if (failure == null || isGone(failure)) {
                deleteFrom(chatId, ids, upTo, done);
            } else {
                done.complete(Outcome.failed(failure));
            }
        });
    }

    /** What is not there any more is deleted. */
    private static boolean isGone(Failure failure) {
        return failure.kind() == Failure.Kind.REJECTED
                && ((Failure.Rejected) failure).status() == SendStatus.NOT_FOUND
                && failure.reason().equals("MESSAGE_ID_INVALID");
    }

    @Override
    public CompletionStage<Outcome<SentMessage>> forward(Peer peer, MessageRef message, boolean silent, long randomId) {
        return gate.enter((me, done) -> {
            ObjectNode params = api.params();
            Wording.peer(params, "chat_id", peer, me.account().value());
            params.put("from_chat_id", message.chatId()).put("message_id", message.messageId());
            if (silent) {
                params.put("disable_notification", true);
            }
            long chat = params.path("chat_id").asLong(0);
            api.ask("forwardMessage", params, timeout, true, verdict -> done.complete(sent(verdict, chat)));
        });
    }

    @Override
    public CompletionStage<Outcome<Entity>> lookUp(Peer peer) {
        return gate.enter((me, done) -> {
            // the server knows no chat of a bot with itself
            boolean own = peer.kind() == Peer.Kind.SELF
                    || peer.equals(Peer.of(me.account().value()));
            ObjectNode params = api.params();
            if (!own) {
                Wording.peer(params, "chat_id", peer, 0);
            }
            Function<JsonNode, Outcome<Entity>> reader = own ? Results::user : Results::chat;
            api.ask(own ? "getMe" : "getChat", params, timeout, false, verdict -> {
                Failure failure = verdict.failure();
                done.complete(failure == null ? reader.apply(verdict.outcome().orThrow()) : Outcome.failed(failure));
            });
        });
    }

    private ObjectNode naming(MessageRef message) {
        return api.params().put("chat_id", message.chatId()).put("message_id", message.messageId());
    }

    private Outcome<SentMessage> sent(Verdict verdict, long chatId) {
        Failure failure = verdict.failure();
        return failure == null
                ? Results.sent(verdict.outcome().orThrow(), chatId, clock.instant())
                : Outcome.failed(failure);
    }

    /** The message as the server tells it, or where it is known to be. */
    private Outcome<SentMessage> edited(Verdict verdict, MessageRef message) {
        return verdict.outcome()
                .map(result -> Results.edited(result, message.chatId(), message.messageId(), clock.instant()));
    }
}
