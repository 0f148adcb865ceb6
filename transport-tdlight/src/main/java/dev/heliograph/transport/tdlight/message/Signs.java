// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.transport.tdlight.facet.ChatSigns;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows that somebody writes or has read. */
final class Signs implements ChatSigns {
    private final Room room;

    Signs(Room room) {
        this.room = room;
    }

    @Override
    public CompletionStage<Outcome<Boolean>> typing(Peer peer) {
        return show(peer, chat -> {
            ObjectNode request = TdClient.request("sendChatAction").put("chat_id", chat);
            request.set("action", TdClient.request("chatActionTyping"));
            return request;
        });
    }

    @Override
    public CompletionStage<Outcome<Boolean>> read(Peer peer, List<Long> messageIds) {
        if (room.parts().self().bot()) {
            return CompletableFuture.completedFuture(Outcome.failed(new Failure.Unsupported("read marks of bots")));
        }
        List<Long> ids = messageIds.stream().sorted().map(TdIds::ofMessage).toList();
        return show(peer, chat -> {
            // forced: else it counts only for chats that somebody has open before them
            ObjectNode request =
                    TdClient.request("viewMessages").put("chat_id", chat).put("force_read", true);
            request.set("source", TdClient.request("messageSourceChatHistory"));
            ArrayNode list = request.putArray("message_ids");
            ids.forEach(list::add);
            return request;
        });
    }

    private CompletionStage<Outcome<Boolean>> show(Peer peer, LongFunction<ObjectNode> request) {
        CompletableFuture<Outcome<Boolean>> done = new CompletableFuture<>();
        room.chats().find(peer, found -> {
            Failure failure = found.failure();
            if (failure != null) {
                done.complete(Outcome.failed(failure));
                return;
            }
            room.requests()
                    .ask(
                            request.apply(found.orThrow()),
                            answer -> done.complete(
                                    answer.isObject()
                                            ? Outcome.done(true)
                                            : Outcome.failed(room.failures().ofReading(answer))));
        });
        return done;
    }
}
