// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PenaltyTest {
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);
    private final Town town = Town.calm();
    private final SessionKey bot = town.bot(7);

    private Answer<?> arriving(long chatId, long sentAt) {
        OutgoingMessage message = OutgoingMessage.to(chatId).text("x").build();
        return town.world.send(new Call(bot, sentAt, town.now), Peer.of(chatId), message, 0);
    }

    @Nested
    class In_one_chat {
        @BeforeEach
        void closed() {
            town.world.incidents().flood(7, 42, HALF_MINUTE, town.now);
        }

        @Test
        void it_leaves_the_others_open() {
            assertThat(town.verdict(bot, 42)).isEqualTo("FLOOD_WAIT_30");
            assertThat(town.verdict(bot, 43)).isEqualTo("accepted");
        }

        @Test
        void it_is_over_when_it_said() {
            town.verdict(bot, 42);
            town.pass(30);

            assertThat(town.verdict(bot, 42)).isEqualTo("accepted");
            assertThat(town.world.judgement().insidePenalty()).isZero();
        }

        @Test
        void it_grows_under_those_who_knock_and_know() {
            town.verdict(bot, 42);
            town.pass(10);

            assertThat(town.verdict(bot, 42)).isEqualTo("FLOOD_WAIT_40");
            assertThat(town.world.judgement().insidePenalty()).isEqualTo(1);
        }

        @Test
        void it_does_not_blame_requests_that_left_before_the_answer_came() {
            long left = town.now;
            town.pass(1);
            town.verdict(bot, 42);

            assertThat(Town.verdict(arriving(42, left))).isEqualTo("FLOOD_WAIT_29");
            assertThat(town.world.judgement().insidePenalty()).isZero();
        }

        @Test
        void it_does_not_blame_those_whose_answer_was_lost() {
            arriving(42, town.now);
            town.pass(1);

            assertThat(Town.verdict(arriving(42, town.now))).isEqualTo("FLOOD_WAIT_29");
            assertThat(town.world.judgement().insidePenalty()).isZero();
        }
    }

    @Nested
    class On_the_account {
        @BeforeEach
        void closed() {
            town.world.incidents().flood(7, 0, HALF_MINUTE, town.now);
        }

        @Test
        void it_must_be_known_once_two_chats_were_refused() {
            town.verdict(bot, 42);
            town.verdict(bot, 43);
            assertThat(town.world.judgement().insidePenalty()).isZero();

            town.verdict(bot, 44);
            assertThat(town.world.judgement().insidePenalty()).isEqualTo(1);
        }
    }

    @Test
    void breaking_a_published_limit_is_counted() {
        town.burst(bot, 42);

        assertThat(town.world.judgement().limitBreaches()).isEqualTo(1);
        assertThat(town.world.judgement().floods()).isEqualTo(1);
    }

    @Nested
    class That_was_planned {
        @BeforeEach
        void planned() {
            town.world.incidents().floodAfter(2, Duration.ofSeconds(5));
        }

        @Test
        void it_opens_after_so_many_messages_and_once() {
            assertThat(town.verdict(bot, 41)).isEqualTo("accepted");
            assertThat(town.verdict(bot, 42)).isEqualTo("accepted");
            assertThat(town.verdict(bot, 43)).isEqualTo("FLOOD_WAIT_5");
            town.pass(5);
            assertThat(town.verdict(bot, 43)).isEqualTo("accepted");
            assertThat(town.verdict(bot, 44)).isEqualTo("accepted");
        }

        @Test
        void it_is_forgotten_where_the_world_heals_before() {
            town.world.incidents().heal();
            town.verdict(bot, 41);
            town.verdict(bot, 42);
            assertThat(town.verdict(bot, 43)).isEqualTo("accepted");
        }

        @Test
        void every_call_into_it_counts_once_the_first_refusal_was_heard() {
            town.verdict(bot, 41);
            town.verdict(bot, 42);
            arriving(43, town.now);
            arriving(44, town.now);
            assertThat(town.world.warningsIgnored())
                    .as("nobody has heard of it")
                    .isZero();
            town.verdict(bot, 45);
            long heard = town.now;
            town.pass(1);
            arriving(46, heard - 1);
            assertThat(town.world.warningsIgnored()).as("those under way").isZero();
            arriving(46, town.now);
            assertThat(town.world.warningsIgnored()).isEqualTo(1);
            assertThat(town.world.judgement().insidePenalty())
                    .as("it may hold for chat 45 alone")
                    .isZero();
        }
    }
}
