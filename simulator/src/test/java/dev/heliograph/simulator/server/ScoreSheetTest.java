// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.simulator.botapi.Served;
import dev.heliograph.simulator.world.Answer;
import dev.heliograph.simulator.world.Call;
import dev.heliograph.simulator.world.SessionKey;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScoreSheetTest {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private final World world = World.of(WorldSettings.calm(1), EPOCH);
    private final SessionKey bot = bot(7);
    private final ScoreSheet sheet = new ScoreSheet(world);
    private long now;

    @Nested
    class Messages {
        @Test
        void are_the_same_where_bot_chat_and_text_are() {
            sent(bot, 42, "hello");
            sent(bot, 42, "hello");
            sent(bot, 43, "hello");
            sent(bot(8), 42, "hello");

            assertThat(sheet.score().accepted()).isEqualTo(4);
            assertThat(sheet.score().unique()).isEqualTo(3);
            assertThat(sheet.score().duplicates()).isEqualTo(1);
            assertThat(sheet.score().chats()).isEqualTo(3);
        }

        @Test
        void are_out_of_order_where_the_number_is_lower_than_the_one_before_in_that_chat() {
            sent(bot, 42, "message 10 of 20");
            sent(bot, 43, "message 2");
            sent(bot, 42, "message 9");
            sent(bot, 42, "no number");
            sent(bot, 42, "message 9");
            sent(bot, 42, "message 8");

            assertThat(sheet.score().outOfOrder()).isEqualTo(2);
        }

        @Test
        void tell_the_rate_from_the_first_to_the_last() {
            sent(bot, 42, "one");
            sent(bot, 43, "two");
            now += Duration.ofSeconds(1).toNanos();
            sent(bot, 44, "three");

            Score score = sheet.score();
            assertThat(score.firstAccepted()).isEqualTo(EPOCH.plusSeconds(60));
            assertThat(score.lastAccepted()).isEqualTo(EPOCH.plusSeconds(181));
            assertThat(score.seconds()).isEqualTo(121);
            assertThat(score.perSecond()).isEqualTo(2 / 121.0);
        }

        @Test
        void that_there_are_none_of_have_no_rate() {
            assertThat(sheet.score().firstAccepted()).isNull();
            assertThat(sheet.score().perSecond()).isZero();
            sent(bot, 42, "one");
            assertThat(sheet.score().perSecond()).isZero();
        }
    }

    @Nested
    class Requests {
        @Test
        void are_counted_by_how_they_ended() {
            sheet.served(over(true, 200, false));
            sheet.served(over(true, 429, false));
            sheet.served(over(true, 429, false));
            sheet.served(over(true, 502, false));
            sheet.served(over(false, 0, true));
            sheet.served(over(true, 200, true));

            Score score = sheet.score();
            assertThat(score.requests()).isEqualTo(6);
            assertThat(score.tooManyRequests()).isEqualTo(2);
            assertThat(score.serverErrors()).isEqualTo(1);
            assertThat(score.droppedBefore()).isEqualTo(1);
            assertThat(score.droppedAfter()).isEqualTo(1);
        }

        @Test
        void whose_refusal_was_lost_were_dropped_without_effect() {
            sheet.served(over(true, 429, true));
            sheet.served(over(true, 400, true));

            assertThat(sheet.score().droppedBefore()).isEqualTo(2);
            assertThat(sheet.score().droppedAfter()).isZero();
        }

        @Test
        void into_a_window_count_once_the_client_was_told() {
            world.incidents().flood(7, 0, Duration.ofSeconds(5), now);
            Answer<?> first = send(bot, 42, "x");
            send(bot, 43, "x");
            assertThat(sheet.score().insidePenalty()).as("it was under way").isZero();
            world.delivered(first.error(), now);
            send(bot, 44, "x");
            assertThat(sheet.score().insidePenalty()).isEqualTo(1);
        }

        @Test
        void of_methods_that_are_not_emulated_are_counted_by_method() {
            sheet.served(new Served(7, "sendVideo", 42, true, 501, false, null, 0, 1));
            sheet.served(new Served(7, "sendVideo", 42, true, 501, false, null, 0, 1));
            sheet.served(new Served(7, "sendPoll", 42, true, 501, false, null, 0, 1));

            assertThat(sheet.score().notEmulated()).isEqualTo(Map.of("sendVideo", 2L, "sendPoll", 1L));
            assertThat(sheet.score().serverErrors()).isZero();
        }

        private Served over(boolean carriedOut, int status, boolean cut) {
            return new Served(7, "sendMessage", 42, carriedOut, status, cut, null, 0, 1);
        }
    }

    @Test
    void a_reset_begins_anew() {
        sent(bot, 42, "one 5");
        sheet.served(new Served(7, "sendMessage", 42, true, 200, false, null, 0, 1));
        sheet.reset();
        assertThat(sheet.score()).isEqualTo(new ScoreSheet(World.of(WorldSettings.calm(1), EPOCH)).score());
        sent(bot, 42, "one 4");
        assertThat(sheet.score().accepted()).isEqualTo(1);
        assertThat(sheet.score().outOfOrder()).isZero();
        assertThat(sheet.accepted()).extracting("text").containsExactly("one 4");
    }

    private SessionKey bot(long id) {
        SessionKey key = world.key("bot-" + id, id, true, null);
        world.connect(new Call(key, now, now), () -> {}).orThrow();
        return key;
    }

    private void sent(SessionKey from, long chatId, String text) {
        now += Duration.ofSeconds(60).toNanos();
        send(from, chatId, text).orThrow();
    }

    private Answer<?> send(SessionKey from, long chatId, String text) {
        OutgoingMessage message = OutgoingMessage.to(chatId).text(text).build();
        return world.send(new Call(from, now, now), Peer.of(chatId), message, 0);
    }
}
