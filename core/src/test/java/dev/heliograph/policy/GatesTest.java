// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final Peer ANNA = Peer.of(1);
    private static final Peer BEN = Peer.of(2);
    private static final Peer CARA = Peer.of(3);
    private static final Peer DAN = Peer.of(4);

    private final Gates gates = new Gates();

    private Gate flood(Peer peer, FloodScope scope, long until, long now) {
        return gates.close(Method.SEND, peer, scope, until, now);
    }

    private boolean isOpen(Method method, Peer peer, long now) {
        return gates.opensAt(method, peer, now) <= now;
    }

    @Nested
    class Scopes {
        @Test
        void nothing_is_closed_at_first() {
            assertThat(gates.opensAt(Method.SEND, ANNA, 7)).isEqualTo(7);
            assertThat(gates.closed(7)).isEmpty();
        }

        @Test
        void a_request_closes_its_method_for_its_chat() {
            flood(ANNA, FloodScope.REQUEST, 100, 0);

            assertThat(gates.opensAt(Method.SEND, ANNA, 50)).isEqualTo(100);
            assertThat(isOpen(Method.SEND, BEN, 50)).isTrue();
            assertThat(isOpen(Method.EDIT, ANNA, 50)).isTrue();
            assertThat(isOpen(Method.SEND, ANNA, 100)).isTrue();
        }

        @Test
        void a_chat_is_closed_for_every_method() {
            flood(ANNA, FloodScope.CHAT, 100, 0);

            for (Method method : Method.values()) {
                assertThat(gates.opensAt(method, ANNA, 50)).as("%s", method).isEqualTo(100);
                assertThat(isOpen(method, BEN, 50)).as("%s", method).isTrue();
            }
        }

        @Test
        void a_method_is_closed_for_every_chat() {
            flood(ANNA, FloodScope.METHOD, 100, 0);

            assertThat(gates.opensAt(Method.SEND, BEN, 50)).isEqualTo(100);
            assertThat(gates.wideOpensAt(Method.SEND, 50)).isEqualTo(100);
            assertThat(isOpen(Method.EDIT, ANNA, 50)).isTrue();
        }

        @Test
        void an_account_is_closed_for_everything() {
            flood(ANNA, FloodScope.ACCOUNT, 100, 0);

            for (Method method : Method.values()) {
                assertThat(gates.opensAt(method, DAN, 50)).as("%s", method).isEqualTo(100);
                assertThat(gates.opensAt(method, null, 50)).as("%s", method).isEqualTo(100);
            }
        }

        @Test
        void a_call_without_a_chat_closes_its_method() {
            assertThat(gates.close(Method.RESOLVE, null, FloodScope.REQUEST, 100, 0)
                            .scope())
                    .isEqualTo(FloodScope.METHOD);
            assertThat(gates.opensAt(Method.RESOLVE, ANNA, 50)).isEqualTo(100);
        }

        @Test
        void of_two_gates_the_later_counts() {
            flood(ANNA, FloodScope.CHAT, 100, 0);
            flood(ANNA, FloodScope.METHOD, 300, 0);
            flood(ANNA, FloodScope.CHAT, 50, 0);

            assertThat(gates.opensAt(Method.SEND, ANNA, 20)).isEqualTo(300);
            assertThat(gates.opensAt(Method.EDIT, ANNA, 20)).isEqualTo(100);
        }
    }

    @Nested
    class Widening {
        @Test
        void a_second_chat_inside_the_window_closes_the_method_and_a_third_the_account() {
            assertThat(flood(ANNA, FloodScope.REQUEST, 100, 0).scope()).isEqualTo(FloodScope.REQUEST);
            assertThat(flood(BEN, FloodScope.REQUEST, 100, 1).scope()).isEqualTo(FloodScope.METHOD);
            assertThat(isOpen(Method.SEND, DAN, 50)).isFalse();
            assertThat(isOpen(Method.EDIT, DAN, 50)).isTrue();

            assertThat(flood(CARA, FloodScope.REQUEST, 100, 2).scope()).isEqualTo(FloodScope.ACCOUNT);
            assertThat(isOpen(Method.EDIT, DAN, 50)).isFalse();
        }

        @Test
        void a_chat_that_is_hit_twice_is_one_chat() {
            flood(ANNA, FloodScope.REQUEST, 100, 0);

            assertThat(flood(ANNA, FloodScope.REQUEST, 200, 50).scope()).isEqualTo(FloodScope.REQUEST);
            assertThat(isOpen(Method.SEND, BEN, 60)).isTrue();
        }

        @Test
        void a_chat_whose_window_is_over_is_no_evidence() {
            flood(ANNA, FloodScope.REQUEST, 100, 0);

            assertThat(flood(BEN, FloodScope.REQUEST, 300, 100).scope()).isEqualTo(FloodScope.REQUEST);
            assertThat(isOpen(Method.SEND, CARA, 150)).isTrue();
        }

        @Test
        void another_method_is_no_evidence() {
            gates.close(Method.EDIT, ANNA, FloodScope.REQUEST, 100, 0);

            assertThat(flood(BEN, FloodScope.REQUEST, 100, 0).scope()).isEqualTo(FloodScope.REQUEST);
        }

        @Test
        void slow_mode_of_a_chat_is_no_evidence() {
            flood(ANNA, FloodScope.CHAT, 100, 0);

            assertThat(flood(BEN, FloodScope.REQUEST, 100, 0).scope()).isEqualTo(FloodScope.REQUEST);
        }
    }

    @Nested
    class Probes {
        @Test
        void when_a_wide_gate_ends_one_call_goes_and_the_others_wait_for_its_answer() {
            flood(ANNA, FloodScope.METHOD, 100, 0);

            assertThat(isOpen(Method.SEND, BEN, 100)).isTrue();
            gates.left(Method.SEND);

            assertThat(gates.opensAt(Method.SEND, CARA, 101)).isEqualTo(Gates.PROBING);
            assertThat(gates.wideOpensAt(Method.SEND, 101)).isEqualTo(Gates.PROBING);
        }

        @Test
        void the_probe_of_an_account_holds_every_method() {
            flood(ANNA, FloodScope.ACCOUNT, 100, 0);
            gates.left(Method.SEND);

            assertThat(gates.opensAt(Method.HISTORY, CARA, 101)).isEqualTo(Gates.PROBING);
        }

        @Test
        void its_success_opens_the_gate() {
            flood(ANNA, FloodScope.METHOD, 100, 0);
            gates.left(Method.SEND);
            gates.passed(Method.SEND, BEN, 110, 110);

            assertThat(isOpen(Method.SEND, CARA, 110)).isTrue();
            gates.left(Method.SEND);
            assertThat(isOpen(Method.SEND, DAN, 110))
                    .as("the gate is gone, not only asked again")
                    .isTrue();
        }

        @Test
        void its_flood_closes_the_gate_again_and_the_next_end_has_its_own_probe() {
            flood(ANNA, FloodScope.METHOD, 100, 0);
            gates.left(Method.SEND);
            flood(BEN, FloodScope.METHOD, 300, 110);

            assertThat(gates.opensAt(Method.SEND, CARA, 200)).isEqualTo(300);
            assertThat(isOpen(Method.SEND, CARA, 300)).isTrue();
            gates.left(Method.SEND);
            assertThat(isOpen(Method.SEND, DAN, 301)).isFalse();
        }

        @Test
        void a_probe_that_proves_nothing_makes_the_next_call_the_probe() {
            flood(ANNA, FloodScope.METHOD, 100, 0);
            gates.left(Method.SEND);
            gates.endProbe(Method.SEND);

            assertThat(isOpen(Method.SEND, BEN, 105)).isTrue();
            gates.left(Method.SEND);
            assertThat(isOpen(Method.SEND, CARA, 106)).isFalse();
        }

        @Test
        void an_answer_to_another_method_does_not_end_it() {
            flood(ANNA, FloodScope.METHOD, 100, 0);
            gates.left(Method.SEND);
            gates.passed(Method.EDIT, BEN, 105, 105);

            assertThat(gates.opensAt(Method.SEND, CARA, 106)).isEqualTo(Gates.PROBING);
        }

        @Test
        void a_flood_of_another_method_does_not_end_it() {
            flood(ANNA, FloodScope.METHOD, 100, 0);
            gates.left(Method.SEND);
            gates.close(Method.EDIT, BEN, FloodScope.REQUEST, 500, 105);

            assertThat(gates.opensAt(Method.SEND, CARA, 106)).isEqualTo(Gates.PROBING);
        }

        @Test
        void a_success_that_was_under_way_does_not_open_a_gate_before_its_end() {
            flood(ANNA, FloodScope.METHOD, 100, 0);
            gates.passed(Method.SEND, BEN, 10, 10);

            assertThat(gates.opensAt(Method.SEND, BEN, 20)).isEqualTo(100);
        }

        @Test
        void the_end_of_one_chat_needs_no_probe() {
            flood(ANNA, FloodScope.REQUEST, 100, 0);
            gates.left(Method.SEND);

            assertThat(isOpen(Method.SEND, ANNA, 100)).isTrue();
        }
    }

    @Nested
    class Suspicion {
        @Test
        void while_one_call_goes_ahead_an_answer_to_an_earlier_one_tells_nothing() {
            flood(ANNA, FloodScope.REQUEST, 100, 10);
            gates.suspect(Method.SEND, 5, 10);
            gates.left(Method.SEND);
            gates.passed(Method.SEND, BEN, 4, 11);

            assertThat(gates.opensAt(Method.SEND, CARA, 12)).isEqualTo(Gates.PROBING);
            gates.passed(Method.SEND, DAN, 10, 13);
            assertThat(isOpen(Method.SEND, CARA, 13)).isTrue();
        }

        @Test
        void what_was_suspected_before_opens_no_gate_that_the_server_named() {
            flood(ANNA, FloodScope.REQUEST, 100, 10);
            gates.suspect(Method.SEND, 5, 100);
            flood(BEN, FloodScope.METHOD, 200, 20);
            gates.passed(Method.SEND, CARA, 6, 30);

            assertThat(gates.opensAt(Method.SEND, DAN, 40)).isEqualTo(200);
        }
    }

    @Test
    void a_renamed_chat_keeps_its_gates() {
        flood(ANNA, FloodScope.REQUEST, 100, 0);
        flood(ANNA, FloodScope.CHAT, 70, 0);
        gates.rename(ANNA, DAN);

        assertThat(gates.opensAt(Method.SEND, DAN, 50)).isEqualTo(100);
        assertThat(gates.opensAt(Method.EDIT, DAN, 50)).isEqualTo(70);
        assertThat(isOpen(Method.SEND, ANNA, 50)).isTrue();
    }

    @Test
    void a_gate_of_an_earlier_life_closes_again_and_never_shortens_a_later_one() {
        gates.restore(new Gate(FloodScope.METHOD, Method.SEND, null, 500));
        flood(ANNA, FloodScope.METHOD, 100, 0);
        gates.restore(new Gate(FloodScope.METHOD, Method.SEND, null, 200));

        assertThat(gates.opensAt(Method.SEND, BEN, 50)).isEqualTo(500);
    }

    @Test
    void what_is_closed_is_listed_until_its_end() {
        flood(ANNA, FloodScope.CHAT, 100, 0);
        flood(BEN, FloodScope.METHOD, 200, 0);

        assertThat(gates.closed(50)).extracting(Gate::scope).containsExactly(FloodScope.CHAT, FloodScope.METHOD);
        assertThat(gates.closed(100)).extracting(Gate::scope).containsExactly(FloodScope.METHOD);
        assertThat(gates.closed(200)).isEmpty();
    }

    @Test
    void chats_whose_time_is_over_are_forgotten() {
        for (long chat = 1; chat <= 10_000; chat++) {
            flood(Peer.of(chat), FloodScope.CHAT, chat + 10, chat);
        }

        assertThat(gates.size()).isLessThan(100);
    }

    @Test
    void nothing_is_open_before_its_time_is_over() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            Gates tried = new Gates();
            List<Told> told = new ArrayList<>();
            long now = 0;
            for (int step = 0; step < 120; step++) {
                now += chance.nextInt(20);
                Method method = Method.values()[chance.nextInt(Method.values().length)];
                Peer peer = Peer.of(1 + chance.nextInt(4));
                switch (chance.nextInt(5)) {
                    case 0 -> {
                        FloodScope scope = FloodScope.values()[chance.nextInt(FloodScope.values().length)];
                        long until = now + 1 + chance.nextInt(200);
                        tried.close(method, peer, scope, until, now);
                        told.add(new Told(scope, method, peer, until));
                    }
                    case 1 -> tried.left(method);
                    case 2 -> tried.passed(method, peer, now, now);
                    case 3 -> tried.endProbe(method);
                    default -> {
                        for (Told one : told) {
                            if (one.until() > now && one.concerns(method, peer)) {
                                assertThat(tried.opensAt(method, peer, now))
                                        .as("seed %d, step %d: %s", seed, step, one)
                                        .isGreaterThanOrEqualTo(one.until());
                            }
                        }
                    }
                }
            }
        }
    }

    /** A flood as the server told it, without any widening. */
    private record Told(FloodScope scope, Method method, Peer peer, long until) {
        boolean concerns(Method other, Peer chat) {
            return switch (scope) {
                case REQUEST -> method == other && Objects.equals(peer, chat);
                case CHAT -> Objects.equals(peer, chat);
                case METHOD -> method == other;
                case ACCOUNT -> true;
            };
        }
    }
}
