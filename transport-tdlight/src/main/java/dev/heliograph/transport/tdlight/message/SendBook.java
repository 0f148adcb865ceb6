// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SentMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be sent and is not sent yet, by chats. TDLib gets one message of a chat at a time: it sends the second one even
 * where it refuses the first, so that the order would break, and what waits here can still be taken back for certain.
 */
final class SendBook {
    /** What every message that is being sent needs. */
    record Desk(MessagingParts parts, Requests requests, Failures failures, WaitCounts counts) {
        long now() {
            return parts.context().timeline().nanos();
        }
    }

    private static final int MOST_REMEMBERED = 10_000;

    private final Desk desk;
    private final Map<Long, Deque<Unsent>> lanes = new LinkedHashMap<>();
    /** The newest of the messages that were sent from here, by TDLib's ids, so that an older one is not taken for a newer. */
    private final Map<Long, Long> newest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private boolean connected;
    private long connectedAt;
    private @Nullable Failure ended;

    SendBook(Desk desk) {
        this.desk = desk;
    }

    Desk desk() {
        return desk;
    }

    /** Sends it after everything that is to be sent to its chat. */
    CompletionStage<Outcome<SentMessage>> send(Draft draft) {
        CompletableFuture<Outcome<SentMessage>> done = new CompletableFuture<>();
        if (ended != null) {
            done.complete(Outcome.failed(ended));
            return done;
        }
        Deque<Unsent> lane = lanes.computeIfAbsent(draft.chat(), unused -> new ArrayDeque<>());
        Unsent unsent = new Unsent(this, draft, done);
        lane.add(unsent);
        if (lane.size() == 1) {
            unsent.begin();
        }
        return done;
    }

    /** It is done with: the next one of its chat has its turn. */
    void leave(Unsent unsent) {
        long chat = unsent.chat();
        Deque<Unsent> lane = lanes.get(chat);
        if (lane == null || lane.peekFirst() != unsent) {
            return;
        }
        lane.removeFirst();
        Unsent next = lane.peekFirst();
        if (next == null) {
            lanes.remove(chat);
        } else {
            // not from within: a lane of refusals would make a deep stack
            desk.parts().strand().execute(next::begin);
        }
    }

    /** Takes an updateMessageSendSucceeded or an updateMessageSendFailed. */
    void settled(JsonNode update) {
        Unsent unsent = first(update.path("message").path("chat_id").asLong(0));
        if (unsent != null) {
            unsent.settled(update);
        }
    }

    /**
     * TDLib removed a message.
     *
     * @return whether it is one of those that are being sent from here
     */
    boolean removed(long chat, long id) {
        Unsent unsent = first(chat);
        return unsent != null && unsent.removed(id);
    }

    /** Takes an updateFile's file. */
    void file(JsonNode file) {
        lanes.values().forEach(lane -> lane.element().file(file));
    }

    /** The connection came or went. */
    void connection(boolean now) {
        if (now && !connected) {
            connectedAt = desk.now();
        }
        connected = now;
        if (!now) {
            lanes.values().forEach(lane -> lane.element().away());
        }
    }

    boolean isConnected() {
        return connected;
    }

    /** Since when it is connected. */
    long connectedAt() {
        return connectedAt;
    }

    /** TDLib's id of the newest message that was sent to the chat from here, or 0. */
    long newest(long chat) {
        return newest.getOrDefault(chat, 0L);
    }

    void learn(long chat, long finalId) {
        newest.merge(chat, finalId, Math::max);
    }

    /** Answers everything: what TDLib has is in doubt, what it has not is not sent. */
    void end(Failure why) {
        Failure unsent = why.kind() == Failure.Kind.SESSION_LOST || why.kind() == Failure.Kind.UNAVAILABLE
                ? why
                : Failures.network(why.reason());
        ended = unsent;
        List<Unsent> all = new ArrayList<>();
        lanes.values().forEach(all::addAll);
        lanes.clear();
        all.forEach(one -> one.end(unsent));
    }

    private @Nullable Unsent first(long chat) {
        Deque<Unsent> lane = lanes.get(chat);
        return lane == null ? null : lane.peekFirst();
    }
}
