// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import java.time.Duration;
import java.time.Instant;

/** A world and its time, as a test moves it. Answers are delivered at once. */
final class Town {
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    final World world;
    long now;
    private long randomIds;

    Town(WorldSettings settings) {
        world = World.of(settings, EPOCH);
    }

    static Town calm() {
        return new Town(WorldSettings.calm(1));
    }

    void pass(Duration span) {
        now += span.toNanos();
        world.advance(now);
    }

    void pass(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    SessionKey bot(long id) {
        return signedIn(world.key("bot-" + id, id, true, null));
    }

    SessionKey user(long id) {
        return signedIn(world.key("user-" + id, id, false, null));
    }

    SessionKey signedIn(SessionKey key) {
        world.connect(call(key), () -> {}).orThrow();
        return key;
    }

    Call call(SessionKey key) {
        return new Call(key, now, now);
    }

    Answer<SentMessage> send(SessionKey key, long chatId, String text) {
        return send(key, OutgoingMessage.to(chatId).text(text).build());
    }

    Answer<SentMessage> send(SessionKey key, OutgoingMessage message) {
        return send(key, message, ++randomIds);
    }

    Answer<SentMessage> send(SessionKey key, OutgoingMessage message, long randomId) {
        return delivered(world.send(call(key), message.peer(), message, randomId));
    }

    /** What the server answers to a message, as its error or as "accepted". */
    String verdict(SessionKey key, long chatId) {
        return verdict(send(key, chatId, "text"));
    }

    static String verdict(Answer<?> answer) {
        return answer.error() == null ? "accepted" : answer.error().text();
    }

    String verdict(SessionKey key, String username) {
        return verdict(
                send(key, OutgoingMessage.to(Peer.of(username)).text("text").build()));
    }

    /** How many messages in a row are accepted at this moment. */
    int burst(SessionKey key, long chatId) {
        int accepted = 0;
        while (verdict(key, chatId).equals("accepted")) {
            accepted++;
        }
        return accepted;
    }

    <T> Answer<T> delivered(Answer<T> answer) {
        if (answer.error() != null) {
            world.delivered(answer.error(), now);
        }
        return answer;
    }
}
