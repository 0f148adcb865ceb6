// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VirtualTimelineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTimeline time = VirtualTimeline.seeded(7);
    private final Strand strand = time.strand("one");
    private final List<String> seen = new ArrayList<>();

    private Runnable see(String what) {
        return () -> seen.add(what + "@" + Duration.ofNanos(time.nanos()).toMillis());
    }

    @Nested
    class Shares {
        private final VirtualShare share = time.share();

        @Test
        void a_share_runs_on_the_same_queue() {
            share.strand("two").after(Duration.ofMillis(10), see("first"));
            strand.after(Duration.ofMillis(10), see("second"));
            time.advance(SECOND);

            assertThat(seen).containsExactly("first@10", "second@10");
        }

        @Test
        void after_its_end_it_refuses_tasks_and_rings_no_alarm_and_the_others_go_on() {
            share.strand("two").execute(see("taken before"));
            share.strand("two").after(Duration.ofMillis(10), see("an alarm"));
            time.strand("one").after(Duration.ofMillis(10), see("of another"));
            share.end();

            assertThat(share.strand("two").offer(see("too late"))).isFalse();
            share.blockingStrand("three").execute(see("too late"));
            share.strand("two").after(Duration.ZERO, see("too late"));
            time.advance(SECOND);
            assertThat(seen).containsExactly("taken before@0", "of another@10");
        }

        @Test
        void answers_are_told_after_its_end_too() {
            share.end();
            share.blocking().execute(see("told"));
            time.advance(SECOND);

            assertThat(seen).containsExactly("told@0");
        }

        @Test
        void a_task_cannot_wait_for_what_only_time_can_bring() {
            CompletableFuture<String> never = new CompletableFuture<>();
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            strand.execute(() -> {
                try {
                    share.await(() -> never, "write it otherwise");
                } catch (IllegalStateException refused) {
                    thrown.complete(refused);
                }
            });
            time.settle();

            assertThat(thrown.join()).hasMessage("write it otherwise");
        }
    }

    @Nested
    class Order {
        @Test
        void tasks_run_by_time_and_then_by_arrival() {
            strand.after(Duration.ofMillis(20), see("late"));
            strand.after(Duration.ofMillis(10), see("first"));
            time.strand("other").after(Duration.ofMillis(10), see("second"));
            strand.execute(see("now"));
            time.advance(SECOND);

            assertThat(seen).containsExactly("now@0", "first@10", "second@10", "late@20");
        }

        @Test
        void nothing_runs_on_the_spot() {
            strand.execute(see("x"));

            assertThat(seen).isEmpty();
        }

        @Test
        void what_a_task_adds_runs_within_the_same_span() {
            strand.execute(() -> {
                see("outer").run();
                strand.execute(see("inner"));
                strand.after(Duration.ofMillis(5), see("later"));
            });
            time.advance(Duration.ofMillis(5));

            assertThat(seen).containsExactly("outer@0", "inner@0", "later@5");
        }

        @Test
        void what_is_due_after_the_span_waits_for_the_next() {
            strand.after(Duration.ofMillis(11), see("x"));
            time.advance(Duration.ofMillis(10));
            assertThat(seen).isEmpty();
            assertThat(time.nanos()).isEqualTo(Duration.ofMillis(10).toNanos());

            time.advance(Duration.ofMillis(1));
            assertThat(seen).containsExactly("x@11");
        }

        @Test
        void a_delay_below_zero_means_now() {
            strand.after(Duration.ofSeconds(-5), see("x"));
            time.settle();

            assertThat(seen).containsExactly("x@0");
        }
    }

    @Nested
    class Alarms {
        @Test
        void a_cancelled_alarm_never_rings() {
            Alarm alarm = strand.after(SECOND, see("x"));

            assertThat(alarm.cancel()).isTrue();
            time.advance(Duration.ofSeconds(2));
            assertThat(seen).isEmpty();
        }

        @Test
        void one_that_has_rung_cannot_be_cancelled() {
            Alarm alarm = strand.after(SECOND, see("x"));
            time.advance(SECOND);

            assertThat(alarm.cancel()).isFalse();
            assertThat(seen).hasSize(1);
        }

        @Test
        void one_that_is_due_but_has_not_begun_can_be_cancelled_and_says_so() {
            Alarm[] alarm = new Alarm[1];
            List<Boolean> answers = new ArrayList<>();
            strand.after(SECOND, () -> answers.add(alarm[0].cancel()));
            alarm[0] = strand.after(SECOND, see("x"));
            time.advance(SECOND);

            assertThat(seen).isEmpty();
            assertThat(answers).containsExactly(true);
        }

        @Test
        void one_that_is_ringing_cannot_be_cancelled() {
            Alarm[] alarm = new Alarm[1];
            List<Boolean> answers = new ArrayList<>();
            alarm[0] = strand.after(SECOND, () -> answers.add(alarm[0].cancel()));
            time.advance(SECOND);

            assertThat(answers).containsExactly(false);
        }
    }

    @Nested
    class Clocks {
        @Test
        void both_clocks_move_with_the_span() {
            time.advance(Duration.ofSeconds(90));

            assertThat(time.instant()).isEqualTo(VirtualTimeline.START.plusSeconds(90));
            assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(90).toNanos());
        }

        @Test
        void a_jump_of_the_wall_moves_neither_timers_nor_the_monotonic_clock() {
            strand.after(SECOND, see("x"));
            time.stepWall(Duration.ofHours(-3));
            time.settle();

            assertThat(seen).isEmpty();
            assertThat(time.nanos()).isZero();
            assertThat(time.instant()).isEqualTo(VirtualTimeline.START.minus(Duration.ofHours(3)));

            time.advance(SECOND);
            assertThat(seen).containsExactly("x@1000");
        }
    }

    @Nested
    class Waiting {
        @Test
        void it_goes_no_further_than_the_condition_needs() {
            strand.after(SECOND, see("x"));
            strand.after(Duration.ofSeconds(2), see("y"));

            assertThat(time.advanceUntil(() -> !seen.isEmpty(), Duration.ofSeconds(10)))
                    .isTrue();
            assertThat(seen).containsExactly("x@1000");
            assertThat(time.nanos()).isEqualTo(SECOND.toNanos());
        }

        @Test
        void a_condition_that_never_holds_takes_the_whole_span() {
            assertThat(time.advanceUntil(() -> false, SECOND)).isFalse();
            assertThat(time.nanos()).isEqualTo(SECOND.toNanos());
        }

        @Test
        void a_stage_is_awaited_in_virtual_time() {
            CompletableFuture<String> answer = new CompletableFuture<>();
            strand.after(Duration.ofDays(30), () -> answer.complete("done"));

            assertThat(time.await(answer)).isEqualTo("done");
        }

        @Test
        void a_stage_that_nobody_completes_is_an_error_not_a_hang() {
            assertThatIllegalStateException().isThrownBy(() -> time.await(new CompletableFuture<>()));
        }
    }

    @Nested
    class Chances {
        @Test
        void the_same_seed_and_name_draw_the_same() {
            assertThat(draws(VirtualTimeline.seeded(7).chance("a"))).isEqualTo(draws(time.chance("a")));
        }

        @Test
        void another_seed_or_name_draws_otherwise() {
            assertThat(draws(VirtualTimeline.seeded(8).chance("a"))).isNotEqualTo(draws(time.chance("a")));
            assertThat(draws(time.chance("b"))).isNotEqualTo(draws(time.chance("a")));
        }

        @Test
        void what_one_name_draws_does_not_depend_on_the_others() {
            RandomGenerator alone = VirtualTimeline.seeded(7).chance("a");
            RandomGenerator other = time.chance("b");
            RandomGenerator beside = time.chance("a");
            other.nextLong();

            assertThat(draws(beside)).isEqualTo(draws(alone));
        }

        private List<Long> draws(RandomGenerator chance) {
            return chance.longs(20).boxed().toList();
        }
    }

    @Test
    void threads_have_no_place_in_virtual_time() {
        assertThatIllegalStateException()
                .isThrownBy(() -> time.context("main").loop("receive", () -> {}))
                .withMessageContaining("receive");
    }

    @Test
    void what_is_left_for_the_end_of_the_process_is_never_done() {
        boolean[] done = {false};
        PluginContext.AtExit left = time.context("main").atExit("bye", () -> done[0] = true);

        time.advance(Duration.ofDays(1));
        left.close();

        assertThat(done[0]).isFalse();
    }

    @Test
    void blocking_work_of_plugins_runs_in_line() {
        time.context("main").blocking().execute(see("x"));

        assertThat(seen).containsExactly("x@0");
    }
}
