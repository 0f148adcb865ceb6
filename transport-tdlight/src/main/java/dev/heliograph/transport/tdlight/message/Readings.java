// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.transport.History;
import dev.heliograph.transport.tdlight.td.TdClient;
import dev.heliograph.transport.tdlight.td.TdIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads chats, newest first. TDLib gives fewer messages than it is asked for whenever it likes, and none only at the end: so it
 * is asked until there are enough. Bots may not read.
 */
final class Readings implements History {
    private static final int MOST = 100;

    /** One page that is being read. */
    private final class Page {
        private final HistoryQuery query;
        private final long chat;
        private final CompletableFuture<Outcome<HistoryPage>> done;
        private final List<Message> found = new ArrayList<>();
        private int passed;
        private long from;
        private int total = -1;

        private Page(HistoryQuery query, long chat, CompletableFuture<Outcome<HistoryPage>> done) {
            this.query = query;
            this.chat = chat;
            this.done = done;
            this.from = TdIds.ofMessage(query.beforeId());
        }

        private void turn() {
            room.requests().ask(request(), answer -> {
                if (!answer.isObject()) {
                    done.complete(Outcome.failed(room.failures().ofReading(answer)));
                    return;
                }
                long before = from;
                take(answer.object());
                boolean enough = found.size() > query.limit();
                if (enough || from == 0 || from == before) {
                    finish(enough);
                } else {
                    turn();
                }
            });
        }

        private ObjectNode request() {
            String words = query.search();
            ObjectNode request = TdClient.request(words == null ? "getChatHistory" : "searchChatMessages")
                    .put("chat_id", chat)
                    .put("from_message_id", from)
                    .put("offset", 0)
                    .put("limit", MOST);
            if (words == null) {
                return request.put("only_local", false);
            }
            request.set("filter", TdClient.request("searchMessagesFilterEmpty"));
            return request.put("query", words);
        }

        private void take(JsonNode answer) {
            boolean search = query.search() != null;
            if (search && query.beforeId() == 0) {
                total = answer.path("total_count").asInt(-1);
            }
            long last = 0;
            for (JsonNode message : answer.path("messages")) {
                long id = message.path("id").asLong(0);
                // the oldest one is where the next turn begins, and it begins with messages before it
                if (id != 0 && (from == 0 || id < from)) {
                    last = id;
                    keep(message);
                }
            }
            from = search ? answer.path("next_from_message_id").asLong(0) : last;
        }

        private void keep(JsonNode message) {
            if (!MessageReader.stands(message)) {
                return;
            }
            if (passed < query.offset()) {
                passed++;
            } else {
                found.add(room.reader().read(message));
            }
        }

        private void finish(boolean more) {
            List<Message> page = found.subList(0, Math.min(found.size(), query.limit()));
            done.complete(Outcome.done(new HistoryPage(page, total, more)));
        }
    }

    private final Room room;

    Readings(Room room) {
        this.room = room;
    }

    @Override
    public CompletionStage<Outcome<HistoryPage>> page(HistoryQuery query) {
        CompletableFuture<Outcome<HistoryPage>> done = new CompletableFuture<>();
        room.chats().find(query.peer(), chat -> {
            Failure failure = chat.failure();
            if (failure == null) {
                new Page(query, chat.orThrow(), done).turn();
            } else {
                done.complete(Outcome.failed(failure));
            }
        });
        return done;
    }
}
