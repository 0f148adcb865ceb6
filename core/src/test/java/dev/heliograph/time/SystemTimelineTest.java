// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.KeyedStrands;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SystemTimelineTest {
    private final SystemTimeline time = SystemTimeline.start();

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void a_strand_runs_tasks_of_many_threads_one_at_a_time_and_each_threads_in_order() throws Exception {
        int threads = 4;
        int each = 2000;
        Strand strand = time.strand("one");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        List<int[]> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(threads * each);
        List<Thread> givers = new ArrayList<>();
        for (int giver = 0; giver < threads; giver++) {
            int name = giver;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    strand.execute(() -> {
                        overlaps.addAndGet(inside.getAndIncrement());
                        order.add(new int[] {name, number});
                        inside.decrementAndGet();
                        done.countDown();
                    });
                }
            });
            givers.add(thread);
            thread.start();
        }
        for (Thread thread : givers) {
            thread.join();
        }
        done.await();

        assertThat(overlaps).hasValue(0);
        for (int giver = 0; giver < threads; giver++) {
            int name = giver;
            List<Integer> numbers = order.stream()
                    .filter(one -> one[0] == name)
                    .map(one -> one[1])
                    .toList();
            assertThat(numbers).hasSize(each).isSorted();
        }
    }

    @Test
    void a_task_that_throws_does_not_stop_the_strand() throws Exception {
        Strand strand = time.strand("one");
        CountDownLatch behind = new CountDownLatch(1);
        strand.execute(() -> {
            throw new IllegalStateException("a bug, on purpose");
        });
        strand.execute(() -> {
            throw new AssertionError("a worse bug, on purpose");
        });
        strand.execute(behind::countDown);

        assertThat(behind.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void strands_do_not_wait_for_each_other() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        time.strand("one").execute(() -> awaitQuietly(held));
        time.strand("two").execute(other::countDown);

        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
        held.countDown();
    }

    @Test
    void blocked_callbacks_do_not_keep_workers_from_working() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        for (int i = 0; i < 64; i++) {
            time.blockingStrand("callbacks-" + i).execute(() -> awaitQuietly(held));
        }
        CountDownLatch other = new CountDownLatch(1);
        time.strand("one").execute(other::countDown);

        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
        held.countDown();
    }

    @Test
    void a_delayed_task_runs_on_its_strand_and_not_before_its_time() {
        long before = time.nanos();
        CompletableFuture<Long> ran = new CompletableFuture<>();
        CompletableFuture<String> thread = new CompletableFuture<>();
        time.strand("one").after(Duration.ofMillis(30), () -> {
            ran.complete(time.nanos());
            thread.complete(Thread.currentThread().getName());
        });

        assertThat(ran.join() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
        assertThat(thread.join()).startsWith("heliograph-worker");
    }

    @Test
    void a_cancelled_alarm_does_not_ring() {
        Strand strand = time.strand("one");
        AtomicInteger rung = new AtomicInteger();
        Alarm alarm = strand.after(Duration.ofMillis(20), rung::incrementAndGet);
        assertThat(alarm.cancel()).isTrue();
        CompletableFuture<Void> later = new CompletableFuture<>();
        strand.after(Duration.ofMillis(60), () -> later.complete(null));
        later.join();

        assertThat(rung).hasValue(0);
    }

    @Test
    void an_alarm_that_is_due_but_waits_behind_another_task_can_still_be_cancelled() {
        Strand strand = time.strand("one");
        AtomicInteger rung = new AtomicInteger();
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        CompletableFuture<Alarm> alarm = new CompletableFuture<>();
        CountDownLatch due = new CountDownLatch(1);
        strand.execute(() -> {
            alarm.complete(strand.after(Duration.ZERO, rung::incrementAndGet));
            // the one timer thread runs in order: when this second alarm rang elsewhere, the first was handed over
            time.strand("two").after(Duration.ofMillis(5), due::countDown);
            awaitQuietly(due);
            cancelled.complete(alarm.join().cancel());
        });
        assertThat(cancelled.join()).isTrue();
        CompletableFuture<Void> behind = new CompletableFuture<>();
        strand.execute(() -> behind.complete(null));
        behind.join();

        assertThat(rung).hasValue(0);
    }

    @Test
    void tasks_after_the_end_are_dropped_quietly() {
        Strand strand = time.strand("one");
        time.close();
        AtomicInteger ran = new AtomicInteger();
        strand.execute(ran::incrementAndGet);
        strand.after(Duration.ZERO, ran::incrementAndGet);

        assertThat(ran).hasValue(0);
    }

    @Test
    void a_strand_says_that_it_takes_no_task_after_the_end() {
        Strand strand = time.strand("one");
        assertThat(strand.offer(() -> {})).isTrue();
        time.close();

        assertThat(strand.offer(() -> {})).isFalse();
        assertThat(time.blockingStrand("two").offer(() -> {})).isFalse();
    }

    @Test
    void what_a_strand_took_while_time_ended_is_run_and_what_it_refused_is_not() throws Exception {
        for (int round = 0; round < 20; round++) {
            SystemTimeline ending = SystemTimeline.start();
            Strand strand = ending.strand("one");
            AtomicInteger taken = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            CountDownLatch some = new CountDownLatch(1);
            List<Thread> givers = new ArrayList<>();
            for (int giver = 0; giver < 3; giver++) {
                Thread thread = new Thread(() -> {
                    while (strand.offer(ran::incrementAndGet)) {
                        taken.incrementAndGet();
                        some.countDown();
                    }
                });
                givers.add(thread);
                thread.start();
            }
            some.await();
            ending.close();
            for (Thread thread : givers) {
                thread.join();
            }
            // one that came last may be run by its giver
            assertThat(ran).as("round %d", round).hasValue(taken.get());
        }
    }

    @Test
    void the_end_waits_for_what_hangs_no_longer_than_it_is_told() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            time.blockingStrands("events").execute(i, () -> {
                begun.countDown();
                awaitQuietly(never);
            });
        }
        awaitQuietly(begun);
        long before = System.nanoTime();
        time.close(Duration.ofMillis(200));

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
    }

    @Test
    void tasks_of_one_key_run_in_order_and_never_two_at_once() throws Exception {
        int keys = 40;
        int each = 200;
        KeyedStrands strands = time.blockingStrands("events");
        List<List<Integer>> order = new ArrayList<>();
        List<AtomicInteger> inside = new ArrayList<>();
        AtomicInteger overlaps = new AtomicInteger();
        for (int key = 0; key < keys; key++) {
            order.add(Collections.synchronizedList(new ArrayList<>()));
            inside.add(new AtomicInteger());
        }
        CountDownLatch done = new CountDownLatch(keys * each);
        for (int i = 0; i < each; i++) {
            for (int key = 0; key < keys; key++) {
                int mine = key;
                int number = i;
                strands.execute(key, () -> {
                    overlaps.addAndGet(inside.get(mine).getAndIncrement());
                    order.get(mine).add(number);
                    inside.get(mine).decrementAndGet();
                    done.countDown();
                });
            }
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(overlaps).hasValue(0);
        assertThat(order)
                .allSatisfy(numbers -> assertThat(numbers).hasSize(each).isSorted());
    }

    @Test
    void keys_whose_tasks_hang_hold_up_no_others() throws Exception {
        KeyedStrands strands = time.blockingStrands("events");
        CountDownLatch held = new CountDownLatch(1);
        int hanging = 40;
        AtomicInteger behind = new AtomicInteger();
        CountDownLatch others = new CountDownLatch(200);
        for (int key = 0; key < hanging; key++) {
            strands.execute(key, () -> awaitQuietly(held));
            strands.execute(key, behind::incrementAndGet);
        }
        for (int key = hanging; key < hanging + 200; key++) {
            strands.execute(key, others::countDown);
        }

        assertThat(others.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(behind).hasValue(0);
        held.countDown();
    }

    @Test
    void what_hung_and_goes_on_leaves_as_many_threads_as_there_were() throws Exception {
        KeyedStrands strands = time.blockingStrands("events");
        for (int round = 0; round < 3; round++) {
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch free = new CountDownLatch(1);
            CountDownLatch after = new CountDownLatch(20);
            for (int key = 0; key < 20; key++) {
                strands.execute(key, () -> awaitQuietly(held));
                strands.execute(key, after::countDown);
            }
            strands.execute(99, free::countDown);
            assertThat(free.await(60, TimeUnit.SECONDS)).isTrue();
            held.countDown();
            assertThat(after.await(60, TimeUnit.SECONDS)).isTrue();
        }
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(400);
        for (int key = 0; key < 400; key++) {
            strands.execute(key, () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
                done.countDown();
            });
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isLessThanOrEqualTo(PooledStrands.HANDS);
    }

    @Test
    void what_is_left_for_the_end_of_the_process_can_be_taken_back_and_is_not_done_before() {
        AtomicBoolean done = new AtomicBoolean();
        PluginContext.AtExit left = time.context("main").atExit("bye", () -> done.set(true));

        left.close();
        left.close();

        assertThat(done).isFalse();
    }

    @Test
    void the_end_of_a_loop_is_the_end_of_its_thread() {
        CompletableFuture<Thread> running = new CompletableFuture<>();
        CountDownLatch never = new CountDownLatch(1);
        PluginContext.Loop loop = time.context("main").loop("receive", () -> {
            running.complete(Thread.currentThread());
            awaitQuietly(never);
        });
        Thread thread = running.join();
        assertThat(thread.getName()).isEqualTo("heliograph-main-receive");
        assertThat(thread.isDaemon()).isTrue();
        loop.close();

        assertThat(thread.isAlive()).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
