// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Peer ANNA = Peer.of(1);
    private static final Peer BEN = Peer.of(2);
    private static final Peer CARA = Peer.of(3);
    private static final Peer GROUP = Peer.of(-7);

    private final Lanes lanes = new Lanes(WorkEstimate.UNLIMITED);
    private final List<String> left = new ArrayList<>();

    private void add(Peer peer, String name) {
        lanes.add(peer, TestCall.of(name));
    }

    private void add(Peer peer, String name, TrafficClass trafficClass) {
        lanes.add(peer, TestCall.of(name, trafficClass));
    }

    private Lane take() {
        return lanes.next(domain -> true);
    }

    /** Lets calls leave and be answered one after the other, until nothing is ready or so many have left. */
    private List<String> run(int most) {
        for (int i = 0; i < most; i++) {
            Lane lane = take();
            if (lane == null) {
                break;
            }
            left.add(String.valueOf(lane.head()));
            lanes.served(lane);
            lane.heldUntil = Long.MIN_VALUE;
            lanes.land(lane, true, 0);
        }
        return left;
    }

    @Nested
    class OneChat {
        @Test
        void calls_leave_in_the_order_in_which_they_came() {
            add(ANNA, "1");
            add(ANNA, "2", TrafficClass.BULK);
            add(ANNA, "3", TrafficClass.REPLY);

            assertThat(run(9)).containsExactly("1", "2", "3");
        }

        @Test
        void one_is_in_flight_at_most() {
            add(ANNA, "1");
            add(ANNA, "2");

            assertThat(take()).isNotNull();
            assertThat(take()).isNull();
        }

        @Test
        void a_call_that_came_to_nothing_stays_first() {
            add(ANNA, "1");
            add(ANNA, "2");
            Lane lane = take();
            lanes.land(lane, false, 0);

            assertThat(run(9)).containsExactly("1", "2");
        }

        @Test
        void a_call_that_is_over_does_not_leave() {
            TestCall over = TestCall.of("1");
            lanes.add(ANNA, over);
            add(ANNA, "2");
            add(BEN, "3");
            over.over = true;
            Lane lane = take();
            lanes.land(lane, false, 0);

            assertThat(run(9)).containsExactlyInAnyOrder("2", "3");
            assertThat(lanes.size()).isZero();
        }

        @Test
        void reading_does_not_wait_for_writing() {
            add(ANNA, "write");
            add(ANNA, "read", TrafficClass.READ);

            assertThat(take()).isNotNull();
            assertThat(take()).isNotNull();
        }
    }

    @Nested
    class Waiting {
        @Test
        void a_lane_that_is_held_comes_back_when_it_is_due() {
            add(ANNA, "1");
            lanes.hold(take(), 100);
            assertThat(take()).isNull();
            assertThat(lanes.nextDue()).isEqualTo(100);

            lanes.wake(99);
            assertThat(take()).isNull();
            lanes.wake(100);
            assertThat(run(9)).containsExactly("1");
            assertThat(lanes.nextDue()).isEqualTo(Call.NEVER);
        }

        @Test
        void lanes_come_back_by_time_and_then_in_the_order_of_their_holding() {
            for (String name : List.of("late", "a", "b", "early")) {
                add(Peer.of(name.hashCode() & 0xFFFF), name);
            }
            long[] until = {300, 200, 200, 100};
            for (long time : until) {
                lanes.hold(take(), time);
            }
            assertThat(lanes.nextDue()).isEqualTo(100);
            lanes.wake(1000);

            assertThat(run(9)).containsExactly("early", "a", "b", "late");
        }

        @Test
        void a_pause_before_a_retry_holds_the_whole_chat() {
            add(ANNA, "1");
            add(ANNA, "2");
            Lane lane = take();
            lane.heldUntil = 50;
            lanes.land(lane, false, 10);
            add(ANNA, "3");

            assertThat(take()).isNull();
            lanes.wake(50);
            assertThat(run(9)).containsExactly("1", "2", "3");
        }

        @Test
        void a_held_chat_holds_no_other() {
            add(ANNA, "1");
            lanes.hold(take(), 100);
            add(BEN, "2");

            assertThat(run(9)).containsExactly("2");
        }
    }

    @Nested
    class Entitlement {
        @Test
        void a_reply_goes_before_what_came_earlier_to_other_chats() {
            add(ANNA, "bulk", TrafficClass.BULK);
            add(BEN, "normal");
            add(CARA, "reply", TrafficClass.REPLY);

            assertThat(run(9)).containsExactly("reply", "normal", "bulk");
        }

        @Test
        void a_reply_lifts_what_stands_before_it_in_its_chat() {
            add(ANNA, "bulk", TrafficClass.BULK);
            add(BEN, "normal");
            add(ANNA, "reply", TrafficClass.REPLY);

            assertThat(run(1)).containsExactly("bulk");
        }

        @Test
        void only_open_domains_are_taken_from() {
            add(ANNA, "private");
            add(GROUP, "group");
            Lane lane = lanes.next(domain -> domain == Domain.GROUP);

            assertThat(lane.peer).isEqualTo(GROUP);
            assertThat(lanes.next(domain -> domain == Domain.GROUP)).isNull();
            assertThat(lanes.hasReady(Domain.PRIVATE)).isTrue();
            assertThat(lanes.hasReady(Domain.GROUP)).isFalse();
        }

        @Test
        void private_chats_do_not_starve_groups_of_the_same_class() {
            for (int i = 1; i <= 100; i++) {
                add(Peer.of(i), "private");
            }
            add(GROUP, "group");

            assertThat(run(4)).contains("group");
        }

        @Test
        void jobs_take_turns_by_their_weight() {
            Job heavy = new Job("heavy", 3);
            Job light = new Job("light", 1);
            for (int i = 1; i <= 40; i++) {
                lanes.add(Peer.of(i), new TestCall("h", TrafficClass.BULK, heavy));
                lanes.add(Peer.of(1000 + i), new TestCall("l", TrafficClass.BULK, light));
            }

            assertThat(run(12)).containsExactly("h", "h", "h", "l", "h", "h", "h", "l", "h", "h", "h", "l");
        }

        @Test
        void a_job_that_comes_late_does_not_wait_for_the_end_of_the_first() {
            for (int i = 1; i <= 1000; i++) {
                lanes.add(Peer.of(i), new TestCall("long", TrafficClass.BULK, new Job("long", 1)));
            }
            Job job = new Job("short", 1);
            lanes.add(Peer.of(5000), new TestCall("short", TrafficClass.BULK, job));

            // the thousand calls are of a thousand jobs here: the late one waits for one turn of each at most
            assertThat(run(1001)).contains("short");
            left.clear();

            Job one = new Job("one", 1);
            for (int i = 1; i <= 1000; i++) {
                lanes.add(Peer.of(i), new TestCall("one", TrafficClass.BULK, one));
            }
            lanes.add(Peer.of(5000), new TestCall("short", TrafficClass.BULK, job));
            assertThat(run(2)).contains("short");
        }
    }

    @Nested
    class Renaming {
        @Test
        void the_calls_go_to_the_new_id() {
            add(ANNA, "1");
            add(ANNA, "2");
            lanes.rename(ANNA, BEN);

            assertThat(lanes.chat(ANNA)).isNull();
            assertThat(lanes.chat(BEN)).isNotNull();
            assertThat(run(9)).containsExactly("1", "2");
        }

        @Test
        void two_lanes_become_one_in_the_order_of_queueing() {
            add(ANNA, "1");
            add(BEN, "2");
            add(ANNA, "3");
            add(BEN, "4");
            lanes.rename(ANNA, BEN);

            assertThat(lanes.chat(ANNA)).isNull();
            assertThat(run(9)).containsExactly("1", "2", "3", "4");
            assertThat(lanes.size()).isZero();
        }

        @Test
        void a_call_in_flight_ends_where_it_began() {
            add(ANNA, "flying");
            add(ANNA, "2");
            Lane flying = take();
            add(BEN, "3");
            lanes.rename(ANNA, BEN);
            lanes.land(flying, true, 0);

            assertThat(run(9)).containsExactly("2", "3");
            assertThat(lanes.size()).isZero();
            assertThat(lanes.chat(ANNA)).isNull();
        }

        @Test
        void what_arrives_goes_behind_what_is_in_flight() {
            add(BEN, "flying");
            Lane flying = take();
            add(ANNA, "1");
            lanes.rename(ANNA, BEN);
            assertThat(take()).isNull();
            lanes.land(flying, true, 0);

            assertThat(run(9)).containsExactly("1");
        }

        @Test
        void a_reply_that_arrives_lifts_its_new_lane() {
            add(BEN, "bulk", TrafficClass.BULK);
            add(CARA, "normal");
            add(ANNA, "reply", TrafficClass.REPLY);
            lanes.rename(ANNA, BEN);

            assertThat(run(1)).containsExactly("bulk");
        }

        @Test
        void a_held_lane_is_not_held_twice() {
            add(ANNA, "1");
            lanes.hold(take(), 100);
            add(BEN, "2");
            lanes.rename(ANNA, BEN);
            assertThat(run(9)).containsExactly("1", "2");

            lanes.wake(100);
            assertThat(take()).isNull();
        }

        @Test
        void a_chat_that_nobody_writes_to_has_no_lane_to_rename() {
            lanes.rename(ANNA, BEN);
            add(BEN, "1");
            lanes.rename(BEN, BEN);

            assertThat(run(9)).containsExactly("1");
        }
    }

    @Nested
    class Books {
        @Test
        void size_and_depth_count_what_waits_and_what_flies() {
            add(ANNA, "1");
            add(ANNA, "2", TrafficClass.REPLY);
            add(BEN, "3", TrafficClass.BULK);
            assertThat(lanes.size()).isEqualTo(3);
            assertThat(lanes.depth(TrafficClass.REPLY)).isEqualTo(1);
            assertThat(lanes.depth(TrafficClass.READ)).isZero();

            Lane lane = take();
            assertThat(lanes.size()).isEqualTo(3);
            lanes.land(lane, true, 0);
            assertThat(lanes.size()).isEqualTo(2);
            assertThat(lanes.depth(TrafficClass.NORMAL)).isZero();
        }

        @Test
        void a_chat_with_nothing_left_costs_nothing() {
            add(ANNA, "1");
            run(1);

            assertThat(lanes.chat(ANNA)).isNull();
        }

        @Test
        void what_is_drained_comes_in_the_order_of_queueing_and_leaves_what_flies() {
            add(ANNA, "flying", TrafficClass.REPLY);
            Lane flying = take();
            add(BEN, "2");
            add(ANNA, "3");
            add(CARA, "4", TrafficClass.READ);
            add(BEN, "5");
            lanes.add(GROUP, TestCall.of("6"));
            lanes.hold(lanes.next(domain -> domain == Domain.GROUP), 100);

            assertThat(lanes.drain())
                    .extracting(waiting -> waiting.call().toString())
                    .containsExactly("2", "3", "4", "5", "6");
            assertThat(lanes.size()).isEqualTo(1);
            assertThat(take()).isNull();
            assertThat(lanes.nextDue()).isEqualTo(Call.NEVER);

            lanes.land(flying, true, 0);
            assertThat(lanes.size()).isZero();
        }

        @Test
        void after_draining_there_is_room_for_more() {
            add(ANNA, "1");
            lanes.drain();
            add(ANNA, "2");

            assertThat(run(9)).containsExactly("2");
        }
    }
}
