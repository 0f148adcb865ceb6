// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import dev.heliograph.policy.Gate;
import dev.heliograph.policy.Gates;
import dev.heliograph.policy.LearnedLimit;
import dev.heliograph.policy.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccountBudgetTest {
    private static final Limit FREE = Limit.rate(1_000_000, 1_000_000);
    private static final Limits UNLIMITED =
            new Limits(List.of(FREE), FREE, FREE, List.of(), FREE, FREE, FREE, FREE, Duration.ZERO);
    private static final Peer ANNA = Peer.of(1);
    private static final Peer BEN = Peer.of(2);
    private static final Peer GROUP = Peer.of(-5);

    private static long at(double seconds) {
        return (long) (seconds * 1e9);
    }

    private static long opens(AccountBudget budget, Domain domain, Peer peer, long now) {
        return Math.max(
                now,
                budget.domain(domain, now).and(budget.chat(domain, peer, now)).at());
    }

    private static void send(AccountBudget budget, Domain domain, Peer peer, long now) {
        budget.left(domain, peer, now, true);
        budget.answered(domain, peer, now, now);
    }

    /** A call that left at one time was refused at another. */
    private static Gate flood(
            AccountBudget budget, Domain domain, Peer peer, FloodScope scope, Duration wait, long leftAt, long now) {
        return budget.flooded(new Refusal(domain, peer, scope, wait, leftAt, false), wait, now);
    }

    @Nested
    class Permits {
        @Test
        void a_burst_goes_at_once_and_then_the_rate_holds() {
            AccountBudget budget = new AccountBudget(UNLIMITED.withSession(Limit.rate(2, 3)));
            for (int i = 0; i < 3; i++) {
                assertThat(opens(budget, Domain.PRIVATE, Peer.of(i + 1), 0)).isZero();
                send(budget, Domain.PRIVATE, Peer.of(i + 1), 0);
            }

            assertThat(opens(budget, Domain.PRIVATE, Peer.of(9), 0)).isEqualTo(at(0.5));
            assertThat(budget.domain(Domain.PRIVATE, 0).hold()).isEqualTo(Admission.Hold.SESSION_PACE);
        }

        @Test
        void a_chat_has_a_limit_of_its_own() {
            AccountBudget budget = new AccountBudget(UNLIMITED.withChat(Limit.rate(1, 1)));
            send(budget, Domain.PRIVATE, ANNA, 0);

            assertThat(opens(budget, Domain.PRIVATE, ANNA, 0)).isEqualTo(at(1));
            assertThat(budget.chat(Domain.PRIVATE, ANNA, 0).hold()).isEqualTo(Admission.Hold.CHAT_PACE);
            assertThat(opens(budget, Domain.PRIVATE, BEN, 0)).isZero();
        }

        @Test
        void a_group_is_held_by_a_sliding_window() {
            AccountBudget budget = new AccountBudget(UNLIMITED.withGroup(Limit.window(2, Duration.ofSeconds(60))));
            send(budget, Domain.GROUP, GROUP, at(0));
            send(budget, Domain.GROUP, GROUP, at(50));

            assertThat(opens(budget, Domain.GROUP, GROUP, at(50))).isEqualTo(at(60));
            send(budget, Domain.GROUP, GROUP, at(60));
            // a window that began anew each minute would let two through here
            assertThat(opens(budget, Domain.GROUP, GROUP, at(60))).isEqualTo(at(110));
        }

        @Test
        void all_groups_share_a_limit_that_private_chats_do_not_know() {
            AccountBudget budget = new AccountBudget(UNLIMITED.withGroups(Limit.window(1, Duration.ofSeconds(60))));
            send(budget, Domain.GROUP, GROUP, 0);

            assertThat(opens(budget, Domain.GROUP, Peer.of(-6), 0)).isEqualTo(at(60));
            assertThat(opens(budget, Domain.PRIVATE, ANNA, 0)).isZero();
        }

        @Test
        void edits_count_as_traffic_of_the_chat_and_have_a_limit_of_their_own() {
            AccountBudget budget =
                    new AccountBudget(UNLIMITED.withMethods(Limit.window(1, Duration.ofSeconds(30)), FREE, FREE, FREE));
            send(budget, Domain.EDIT, ANNA, 0);

            assertThat(opens(budget, Domain.EDIT, ANNA, 0)).isEqualTo(at(30));
            assertThat(opens(budget, Domain.PRIVATE, ANNA, 0)).isZero();
            assertThat(opens(budget, Domain.EDIT, BEN, 0)).isZero();
        }

        @Test
        void reading_spends_nothing_of_writing() {
            AccountBudget budget = new AccountBudget(UNLIMITED
                    .withSession(Limit.rate(1, 1))
                    .withMethods(FREE, Limit.rate(1, 1), Limit.rate(0.5, 1), FREE));
            send(budget, Domain.RESOLVE, ANNA, 0);
            send(budget, Domain.HISTORY, ANNA, 0);

            assertThat(opens(budget, Domain.PRIVATE, ANNA, 0)).isZero();
            assertThat(opens(budget, Domain.RESOLVE, BEN, 0)).isEqualTo(at(1));
            assertThat(opens(budget, Domain.HISTORY, BEN, 0)).isEqualTo(at(2));
        }

        @Test
        void a_permit_is_dated_from_its_answer() {
            AccountBudget budget = new AccountBudget(UNLIMITED.withChat(Limit.rate(1, 1)));
            budget.left(Domain.PRIVATE, ANNA, 0, true);
            budget.answered(Domain.PRIVATE, ANNA, 0, at(5));

            assertThat(opens(budget, Domain.PRIVATE, ANNA, at(5))).isEqualTo(at(6));
        }

        @Test
        void a_call_that_never_left_gives_everything_back() {
            Limit one = Limit.window(1, Duration.ofSeconds(60));
            AccountBudget budget = new AccountBudget(UNLIMITED
                    .withSession(one)
                    .withChat(one)
                    .withGroup(one)
                    .withGroups(one)
                    .withMethods(one, one, one, one));
            for (Domain domain : Domain.values()) {
                Peer peer = domain == Domain.GROUP ? GROUP : ANNA;
                budget.left(domain, peer, 0, true);
                assertThat(opens(budget, domain, peer, 0)).as("%s left", domain).isPositive();
                budget.neverLeft(domain, peer);
                assertThat(opens(budget, domain, peer, 0)).as("%s back", domain).isZero();
            }
        }

        @Test
        void the_least_delay_runs_from_the_answer() {
            AccountBudget budget = new AccountBudget(UNLIMITED.withMinimumDelay(Duration.ofSeconds(3)));
            budget.left(Domain.PRIVATE, ANNA, 0, true);
            budget.answered(Domain.PRIVATE, ANNA, 0, at(2));

            assertThat(opens(budget, Domain.PRIVATE, ANNA, at(2))).isEqualTo(at(5));
            assertThat(opens(budget, Domain.PRIVATE, BEN, at(2))).isEqualTo(at(2));
        }

        @Test
        void a_renamed_chat_keeps_what_it_used() {
            AccountBudget budget = new AccountBudget(UNLIMITED.withGroup(Limit.window(1, Duration.ofSeconds(60))));
            send(budget, Domain.GROUP, GROUP, 0);
            budget.rename(GROUP, Peer.of(-1005));

            assertThat(opens(budget, Domain.GROUP, Peer.of(-1005), 0)).isEqualTo(at(60));
            assertThat(opens(budget, Domain.GROUP, GROUP, 0)).isZero();
        }
    }

    @Nested
    class Changes {
        @Test
        void other_limits_hold_at_once_and_what_was_used_stays_used() {
            AccountBudget budget = new AccountBudget(
                    UNLIMITED.withGroup(Limit.window(2, Duration.ofSeconds(60))).withSession(Limit.rate(1, 2)));
            send(budget, Domain.GROUP, GROUP, 0);
            budget.limits(
                    UNLIMITED.withGroup(Limit.window(1, Duration.ofSeconds(60))).withSession(Limit.rate(1, 1)), 0);

            assertThat(opens(budget, Domain.GROUP, GROUP, 0)).isEqualTo(at(60));
            assertThat(opens(budget, Domain.PRIVATE, ANNA, 0)).isEqualTo(at(1));
        }

        @Test
        void limits_can_be_added_and_taken_away() {
            AccountBudget budget = new AccountBudget(UNLIMITED);
            budget.limits(UNLIMITED.withSession(FREE, Limit.window(1, Duration.ofSeconds(60))), 0);
            send(budget, Domain.PRIVATE, ANNA, 0);
            assertThat(opens(budget, Domain.PRIVATE, BEN, 0)).isEqualTo(at(60));

            budget.limits(UNLIMITED.withSession(), 0);
            assertThat(opens(budget, Domain.PRIVATE, BEN, 0)).isZero();
        }

        @Test
        void an_answer_that_was_awaited_over_a_change_still_counts() {
            AccountBudget budget = new AccountBudget(UNLIMITED.withChat(Limit.rate(1, 1)));
            budget.left(Domain.PRIVATE, ANNA, 0, true);
            budget.limits(UNLIMITED.withChat(Limit.rate(0.5, 1)), at(1));
            budget.answered(Domain.PRIVATE, ANNA, 0, at(2));

            assertThat(opens(budget, Domain.PRIVATE, ANNA, at(2))).isEqualTo(at(4));
        }
    }

    @Nested
    class Floods {
        private final AccountBudget budget = new AccountBudget(UNLIMITED.withSession(Limit.rate(1, 1)));

        @Test
        void a_flood_closes_its_gate() {
            Gate gate = flood(budget, Domain.PRIVATE, ANNA, FloodScope.REQUEST, Duration.ofSeconds(10), 0, 0);

            assertThat(gate).isEqualTo(new Gate(FloodScope.REQUEST, Method.SEND, ANNA, at(10)));
            assertThat(opens(budget, Domain.PRIVATE, ANNA, 0)).isEqualTo(at(10));
            assertThat(budget.chat(Domain.PRIVATE, ANNA, 0).hold()).isEqualTo(Admission.Hold.CHAT_GATE);
            assertThat(budget.closed(0)).containsExactly(gate);
        }

        @Test
        void what_was_learned_holds_under_other_limits_as_far_as_they_allow_more() {
            budget.restore(List.of(), Map.of("session/0", new LearnedLimit(Limit.rate(0.5, 1), 0)), 0);
            budget.limits(UNLIMITED.withSession(Limit.rate(10, 5)), 0);
            send(budget, Domain.PRIVATE, BEN, at(20));
            assertThat(budget.domain(Domain.PRIVATE, at(20)).at()).isBetween(at(21.5), at(22));

            budget.limits(UNLIMITED.withSession(Limit.rate(0.1, 1)), at(40));
            send(budget, Domain.PRIVATE, BEN, at(40));
            assertThat(budget.domain(Domain.PRIVATE, at(40)).at()).isEqualTo(at(50));
        }

        @Test
        void slow_mode_of_a_chat_says_nothing_about_the_speed() {
            for (int i = 0; i < 10; i++) {
                send(budget, Domain.GROUP, GROUP, at(10 * i));
                flood(budget, Domain.GROUP, GROUP, FloodScope.CHAT, Duration.ofSeconds(5), at(10 * i), at(10 * i));
            }

            assertThat(budget.factor()).isEqualTo(1);
        }

        @Test
        void what_an_earlier_life_knew_is_taken_over() {
            Gate gate = new Gate(FloodScope.ACCOUNT, null, null, at(50));
            budget.restore(List.of(gate), Map.of("session/0", new LearnedLimit(Limit.rate(0.5, 1), 0)), 0);

            assertThat(budget.factor()).isEqualTo(0.5);
            assertThat(opens(budget, Domain.HISTORY, ANNA, at(1))).isEqualTo(at(50));
        }

        @Test
        void everything_worth_keeping_is_counted() {
            long before = budget.changes();
            flood(budget, Domain.PRIVATE, ANNA, FloodScope.REQUEST, Duration.ofSeconds(10), 0, 0);

            assertThat(budget.changes()).isGreaterThan(before);
        }

        @Test
        void at_full_speed_a_flood_of_a_quiet_chat_holds_all_until_another_chat_proves_them_open() {
            AccountBudget busy = busy();
            Gate gate = flood(busy, Domain.PRIVATE, ANNA, FloodScope.REQUEST, Duration.ofSeconds(5), at(1), at(1.04));

            assertThat(gate.scope()).isEqualTo(FloodScope.METHOD);
            assertThat(opens(busy, Domain.PRIVATE, BEN, at(2))).isEqualTo(at(6.04));
            busy.passed(Domain.PRIVATE, BEN, at(0.99), at(1.05));
            assertThat(opens(busy, Domain.PRIVATE, BEN, at(2)))
                    .as("a call that left before proves nothing")
                    .isEqualTo(at(6.04));
            busy.passed(Domain.PRIVATE, BEN, at(1.01), at(1.06));
            assertThat(busy.domain(Domain.PRIVATE, at(2)).isOpen(at(2))).isTrue();
            assertThat(opens(busy, Domain.PRIVATE, ANNA, at(2))).isEqualTo(at(6.04));
        }

        @Test
        void at_full_speed_a_flood_that_the_chat_explains_lets_one_call_go_ahead() {
            AccountBudget busy = busy();
            send(busy, Domain.PRIVATE, ANNA, at(1));
            send(busy, Domain.PRIVATE, ANNA, at(1));
            flood(busy, Domain.PRIVATE, ANNA, FloodScope.REQUEST, Duration.ofSeconds(5), at(1), at(1.04));

            assertThat(busy.domain(Domain.PRIVATE, at(1.3)).isOpen(at(1.3))).isTrue();
            busy.left(Domain.PRIVATE, BEN, at(1.3), true);
            assertThat(busy.domain(Domain.PRIVATE, at(1.3)).at()).isEqualTo(Gates.PROBING);
            busy.passed(Domain.PRIVATE, BEN, at(1.3), at(1.34));
            assertThat(busy.domain(Domain.PRIVATE, at(1.5)).isOpen(at(1.5))).isTrue();
        }

        @Test
        void a_suspicion_that_was_cleared_is_not_kept_over_a_restart() {
            AccountBudget busy = busy();
            flood(busy, Domain.PRIVATE, ANNA, FloodScope.REQUEST, Duration.ofSeconds(5), at(1), at(1.04));
            long before = busy.changes();
            busy.passed(Domain.PRIVATE, BEN, at(1.01), at(1.06));

            assertThat(busy.changes()).isGreaterThan(before);
            assertThat(busy.closed(at(1.06))).extracting(Gate::scope).containsExactly(FloodScope.REQUEST);
        }

        @Test
        void a_second_chat_confirms_the_suspicion() {
            AccountBudget busy = busy();
            flood(busy, Domain.PRIVATE, ANNA, FloodScope.REQUEST, Duration.ofSeconds(5), at(1), at(1.04));
            flood(busy, Domain.PRIVATE, BEN, FloodScope.REQUEST, Duration.ofSeconds(5), at(1.01), at(1.05));
            busy.passed(Domain.PRIVATE, Peer.of(77), at(1.02), at(1.06));

            assertThat(busy.domain(Domain.PRIVATE, at(2)).at()).isEqualTo(at(6.05));
        }

        @Test
        void a_long_wait_of_one_chat_holds_nobody_else() {
            AccountBudget busy = busy();
            flood(busy, Domain.PRIVATE, ANNA, FloodScope.REQUEST, Duration.ofHours(15), at(1), at(1.04));

            assertThat(busy.domain(Domain.PRIVATE, at(1.3)).isOpen(at(1.3))).isTrue();
        }

        /** At its limit of 30 a second, and about to hear of a call to Anna that left at 1 s. */
        private AccountBudget busy() {
            AccountBudget busy =
                    new AccountBudget(UNLIMITED.withSession(Limit.rate(30, 20)).withChat(Limit.rate(1, 2)));
            for (int i = 0; i < 60; i++) {
                // it has had a burst before
                send(busy, Domain.PRIVATE, Peer.of(100 + i), at(i - 100));
            }
            for (int i = 0; i < 20; i++) {
                send(busy, Domain.PRIVATE, Peer.of(100 + i), at(1));
            }
            send(busy, Domain.PRIVATE, ANNA, at(1));
            return busy;
        }
    }

    @Test
    void chats_that_are_forgotten_are_as_good_as_new() {
        for (long seed = 0; seed < 3; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            Limits limits = UNLIMITED
                    .withChat(Limit.rate(0.02, 2))
                    .withGroup(Limit.window(2, Duration.ofSeconds(90)))
                    .withMinimumDelay(Duration.ofSeconds(1));
            AccountBudget budget = new AccountBudget(limits);
            Map<Peer, ChatPace> kept = new HashMap<>();
            long now = 0;
            for (int step = 0; step < 30_000; step++) {
                now += at(0.02) + chance.nextLong(at(0.02));
                long id = 1 + chance.nextInt(6000);
                Peer peer = Peer.of(chance.nextBoolean() ? id : -id);
                Domain domain = Domain.ofSend(peer);
                ChatPace pace = kept.computeIfAbsent(peer, p -> new ChatPace(p, limits));
                long expected = Math.max(now, pace.earliest(domain, limits, now));
                assertThat(Math.max(now, budget.chat(domain, peer, now).at()))
                        .as("seed %d, step %d, chat %s", seed, step, peer)
                        .isEqualTo(expected);
                if (expected == now) {
                    budget.left(domain, peer, now, true);
                    pace.left(domain, limits, now);
                    if (chance.nextInt(50) == 0) {
                        budget.neverLeft(domain, peer);
                        pace.neverLeft(domain, limits);
                    } else {
                        budget.answered(domain, peer, now, now);
                        pace.answered(domain, limits, now, now);
                    }
                }
            }
        }
    }
}
