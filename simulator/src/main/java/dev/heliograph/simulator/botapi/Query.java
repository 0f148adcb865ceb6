// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Numbers;
import dev.heliograph.model.Peer;
import dev.heliograph.simulator.botapi.Translation.Deed;
import dev.heliograph.simulator.world.Answer;
import dev.heliograph.simulator.world.Call;
import dev.heliograph.simulator.world.World;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call of a method that is being answered. Confined to the server's strand. */
final class Query {
    /** A result, or a refusal. */
    record Reply(
            @Nullable JsonNode result,
            @Nullable String description,
            @Nullable Refusal refusal) {}

    final World world;
    final Bot bot;
    final Call call;
    final Parameters parameters;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private long chatId;

    Query(World world, Bot bot, Call call, Parameters parameters) {
        this.world = world;
        this.bot = bot;
        this.call = call;
        this.parameters = parameters;
    }

    CompletionStage<Reply> reply() {
        return reply;
    }

    void done(JsonNode result) {
        reply.complete(new Reply(result, null, null));
    }

    void done(JsonNode result, String description) {
        reply.complete(new Reply(result, description, null));
    }

    void refuse(Refusal refusal) {
        reply.complete(new Reply(null, null, refusal));
    }

    /** The chat that it turned out to concern, or 0. */
    long chatId() {
        return chatId;
    }

    void concerns(long chat) {
        chatId = chat;
    }

    /** Passes the gate of the world, for what the world need not do itself. */
    void admit() {
        orThrow(world.admit(call), Deed.OTHER);
    }

    /** The value, or the world's refusal in the words of the Bot API. */
    <T> T orThrow(Answer<T> answer, Deed deed) {
        if (answer.error() != null) {
            throw Translation.of(answer.error(), deed);
        }
        return answer.orThrow();
    }

    /**
     * The chat that an argument names. By a name a bot reaches groups, channels and bots, and no people
     * (telegram-bot-api, Client.cpp, TdOnCheckChatCallback).
     */
    Peer peer(String name) {
        String text = parameters.textOrEmpty(name).strip();
        if (text.isEmpty()) {
            throw Refusal.bad(name + " is empty");
        }
        try {
            if (text.startsWith("@")) {
                Peer named = Peer.of(text);
                if (world.named(((Peer.Username) named).value()) instanceof Entity.User) {
                    admit();
                    throw Refusal.bad(Translation.CHAT_NOT_FOUND);
                }
                return named;
            }
            long id = Numbers.whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
            concerns(chatId == 0 ? id : chatId);
            return Peer.of(id);
        } catch (IllegalArgumentException nobody) {
            throw Refusal.bad(Translation.CHAT_NOT_FOUND);
        }
    }

    /** The id of the chat that an argument names. */
    long chat(String name) {
        long id = orThrow(world.resolve(call, peer(name)), Deed.OTHER);
        concerns(chatId == 0 ? id : chatId);
        return id;
    }

    /** The message that an argument names; 0, which no message has, where it names none. */
    long messageId(String name) {
        return Math.max(0, parameters.number(name, 0));
    }

    /** As {@link #messageId}, where the server insists on one. */
    long requiredMessageId(String name) {
        if (messageId(name) == 0) {
            throw Refusal.bad("message identifier is not specified");
        }
        return messageId(name);
    }
}
