// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Limit;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Peer;
import dev.heliograph.model.text.FormattedText;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final Town town = Town.calm();

    @Nested
    class Of_a_bot {
        private final SessionKey bot = town.bot(7);

        @Test
        void let_three_messages_in_a_row_into_a_private_chat() {
            assertThat(town.burst(bot, 42)).isEqualTo(3);
        }

        @Test
        void let_one_message_a_second_into_a_private_chat() {
            for (int i = 0; i < 100; i++) {
                assertThat(town.verdict(bot, 42)).isEqualTo("accepted");
                town.pass(1);
            }
        }

        @Test
        void let_twenty_a_minute_into_a_group() {
            for (int second = 0; second < 20; second++) {
                assertThat(town.verdict(bot, Inhabitants.GROUP)).isEqualTo("accepted");
                town.pass(1);
            }
            assertThat(town.verdict(bot, Inhabitants.GROUP)).isEqualTo("FLOOD_WAIT_40");
        }

        @Test
        void let_forty_at_once_through_in_all() {
            int accepted = 0;
            while (town.verdict(bot, 1000 + accepted).equals("accepted")) {
                accepted++;
            }
            assertThat(accepted).isEqualTo(40);
        }

        @Test
        void let_thirty_a_second_through_in_all() {
            for (int i = 0; i < 3000; i++) {
                assertThat(town.verdict(bot, 1000 + i)).isEqualTo("accepted");
                town.pass(Duration.ofNanos(33_333_334));
            }
        }

        @Test
        void are_shared_by_the_sessions_of_one_account() {
            SessionKey other = town.signedIn(town.world.key("other", 7, true, null));
            town.burst(bot, 42);

            assertThat(town.verdict(other, 42)).startsWith("FLOOD_WAIT");
        }

        @Test
        void hold_for_edits_too() {
            long id = town.send(bot, 42, "x").orThrow().messageId();
            for (int i = 0; i < 22; i++) {
                town.world
                        .edit(town.call(bot), new MessageRef(42, id), FormattedText.plain("x" + i))
                        .orThrow();
            }

            assertThat(Town.verdict(town.world.edit(town.call(bot), new MessageRef(42, id), FormattedText.plain("y"))))
                    .isEqualTo("FLOOD_WAIT_60");
        }

        @Test
        void hold_for_names_that_are_not_known_yet() {
            for (int i = 0; i < 8; i++) {
                assertThat(town.verdict(bot, "@nobody" + i)).isEqualTo("USERNAME_NOT_OCCUPIED");
            }
            assertThat(town.verdict(bot, "@nobody9")).isEqualTo("FLOOD_WAIT_1");
        }

        @Test
        void forget_nothing_where_a_name_is_known() {
            town.verdict(bot, "@alice");
            for (int i = 0; i < 7; i++) {
                town.verdict(bot, "@nobody" + i);
            }

            assertThat(town.verdict(bot, "@alice")).isEqualTo("accepted");
        }
    }

    @Nested
    class Of_a_user {
        private final SessionKey user = town.user(5);

        @Test
        void let_thirty_two_a_minute_through() {
            int accepted = 0;
            for (int second = 0; second < 60; second++) {
                if (town.verdict(user, 1000 + second).equals("accepted")) {
                    accepted++;
                }
                town.pass(1);
            }
            assertThat(accepted).isEqualTo(32);
        }

        @Test
        void let_twenty_six_pages_of_history_through_in_half_a_minute() {
            for (int i = 0; i < 26; i++) {
                town.world
                        .history(town.call(user), HistoryQuery.of(Peer.of(42)))
                        .orThrow();
            }

            assertThat(Town.verdict(town.world.history(town.call(user), HistoryQuery.of(Peer.of(42)))))
                    .isEqualTo("FLOOD_WAIT_30");
        }

        @Test
        void let_five_log_ins_through_in_three_minutes() {
            for (int i = 0; i < 4; i++) {
                town.signedIn(town.world.key("s" + i, 5, false, null));
            }
            SessionKey sixth = town.world.key("s5", 5, false, null);

            assertThat(Town.verdict(town.world.connect(town.call(sixth), () -> {})))
                    .isEqualTo("FLOOD_WAIT_180");
        }
    }

    @Nested
    class Slow_mode {
        private final SessionKey bot = town.bot(7);

        @Test
        void holds_for_each_member_by_himself() {
            assertThat(town.verdict(bot, Inhabitants.SLOW_GROUP)).isEqualTo("accepted");
            assertThat(town.verdict(town.bot(8), Inhabitants.SLOW_GROUP)).isEqualTo("accepted");
            assertThat(town.verdict(bot, Inhabitants.SLOW_GROUP)).isEqualTo("SLOWMODE_WAIT_10");
        }

        @Test
        void bears_no_grudge() {
            town.verdict(bot, Inhabitants.SLOW_GROUP);
            town.verdict(bot, Inhabitants.SLOW_GROUP);
            town.pass(5);

            assertThat(town.verdict(bot, Inhabitants.SLOW_GROUP)).isEqualTo("SLOWMODE_WAIT_5");
            town.pass(5);
            assertThat(town.verdict(bot, Inhabitants.SLOW_GROUP)).isEqualTo("accepted");
        }
    }

    @Nested
    class That_change_while_running {
        private final SessionKey bot = town.bot(7);

        @Test
        void are_no_fault_of_the_client() {
            town.world.incidents().limits(7, WorldSettings.limitsOfBots().withChat(Limit.rate(0.1, 1)));

            assertThat(town.burst(bot, 42)).isEqualTo(1);
            assertThat(town.world.judgement().limitBreaches()).isZero();
        }

        @Test
        void by_mischance_halve_the_speed_for_ten_minutes() {
            town.world.incidents().rate(Fault.TIGHTENED_LIMITS, 1);
            town.send(bot, 42, "x").orThrow();
            town.world.incidents().heal();
            int accepted = 0;
            for (int i = 0; i < 10 * 30; i++) {
                accepted += town.verdict(bot, 1000 + i).equals("accepted") ? 1 : 0;
                town.pass(Duration.ofNanos(33_333_334));
            }

            assertThat(accepted).isLessThan(200);
            assertThat(town.world.judgement().limitBreaches()).isZero();
        }
    }
}
