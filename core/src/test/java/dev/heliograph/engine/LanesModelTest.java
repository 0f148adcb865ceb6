// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Lanes next to the plainest thing that could be meant by them: one list of calls, searched from its start. */
class LanesModelTest {
    private static final List<Job> JOBS = List.of(Job.NONE, new Job("a", 2), new Job("b", 1));

    /** A call as the model sees it. */
    private static final class Waiting {
        final TestCall call;
        final boolean reads;
        Peer peer;
        boolean flying;
        long heldUntil;

        Waiting(TestCall call, Peer peer) {
            this.call = call;
            this.peer = peer;
            this.reads = call.trafficClass == TrafficClass.READ;
        }
    }

    private final List<Waiting> model = new ArrayList<>();
    private final List<Lane> flying = new ArrayList<>();
    private Lanes lanes = new Lanes(WorkEstimate.UNLIMITED);
    private long now;

    @Test
    void lanes_do_what_a_plain_list_would_do() {
        for (long seed = 0; seed < 400; seed++) {
            model.clear();
            flying.clear();
            lanes = new Lanes(WorkEstimate.UNLIMITED);
            now = 0;
            SplittableRandom chance = new SplittableRandom(seed);
            for (int step = 0; step < 300; step++) {
                String where = "seed " + seed + ", step " + step;
                turn(chance, where);
                check(where);
            }
            finish("seed " + seed);
        }
    }

    private void turn(SplittableRandom chance, String where) {
        switch (chance.nextInt(8)) {
            case 0, 1, 2 -> add(chance);
            case 3, 4 -> take(chance, where);
            case 5, 6 -> {
                if (!flying.isEmpty()) {
                    land(flying.remove(chance.nextInt(flying.size())), chance);
                }
            }
            default -> {
                now += chance.nextInt(30);
                lanes.wake(now);
            }
        }
    }

    private void add(SplittableRandom chance) {
        TrafficClass trafficClass = TrafficClass.values()[chance.nextInt(TrafficClass.values().length)];
        long id = 1 + chance.nextInt(6);
        Peer peer = Peer.of(chance.nextBoolean() ? id : -id);
        TestCall call = new TestCall("c", trafficClass, JOBS.get(chance.nextInt(JOBS.size())));
        lanes.add(peer, call);
        model.add(new Waiting(call, peer));
    }

    private void take(SplittableRandom chance, String where) {
        Set<Domain> open = EnumSet.noneOf(Domain.class);
        for (Domain domain : Domain.values()) {
            if (chance.nextInt(4) > 0) {
                open.add(domain);
            }
        }
        List<Waiting> candidates = new ArrayList<>();
        for (Waiting head : heads()) {
            if (isReady(head) && open.contains(head.call.domain(head.peer))) {
                candidates.add(head);
            }
        }
        Lane lane = lanes.next(open::contains);
        if (lane == null) {
            assertThat(candidates).as(where).isEmpty();
            return;
        }
        Waiting taken = candidates.stream()
                .filter(one -> one.call == lane.head())
                .findFirst()
                .orElse(null);
        assertThat(taken)
                .as("%s: the head of a ready chat whose domain is open", where)
                .isNotNull();
        taken.flying = true;
        flying.add(lane);
    }

    private void land(Lane lane, SplittableRandom chance) {
        Waiting head = model.stream()
                .filter(one -> one.call == lane.head())
                .findFirst()
                .orElseThrow();
        head.flying = false;
        switch (chance.nextInt(4)) {
            case 0 -> {
                head.heldUntil = now + 1 + chance.nextInt(50);
                lane.heldUntil = head.heldUntil;
                lanes.land(lane, false, now);
            }
            case 1 -> {
                head.heldUntil = now + 1 + chance.nextInt(50);
                lanes.hold(lane, head.heldUntil);
            }
            default -> {
                lane.heldUntil = Long.MIN_VALUE;
                lanes.served(lane);
                lanes.land(lane, true, now);
                model.remove(head);
            }
        }
    }

    /** The first call of each chat, readers apart. */
    private List<Waiting> heads() {
        List<Waiting> heads = new ArrayList<>();
        for (Waiting one : model) {
            if (heads.stream().noneMatch(head -> head.peer.equals(one.peer) && head.reads == one.reads)) {
                heads.add(one);
            }
        }
        return heads;
    }

    /** Lanes look at the clock when they are woken only, as the model does: both saw the same last time. */
    private boolean isReady(Waiting head) {
        return !head.flying && head.heldUntil <= now;
    }

    private void check(String where) {
        assertThat(lanes.size()).as(where).isEqualTo(model.size());
        for (TrafficClass trafficClass : TrafficClass.values()) {
            long expected = model.stream()
                    .filter(one -> one.call.trafficClass == trafficClass)
                    .count();
            assertThat(lanes.depth(trafficClass))
                    .as("%s: %s", where, trafficClass)
                    .isEqualTo((int) expected);
        }
        for (Domain domain : Domain.values()) {
            boolean ready = heads().stream().anyMatch(one -> isReady(one) && one.call.domain(one.peer) == domain);
            assertThat(lanes.hasReady(domain)).as("%s: %s", where, domain).isEqualTo(ready);
        }
        long due = heads().stream()
                .filter(one -> !one.flying && one.heldUntil > now)
                .mapToLong(one -> one.heldUntil)
                .min()
                .orElse(Call.NEVER);
        assertThat(lanes.nextDue()).as(where).isEqualTo(due);
    }

    private void finish(String where) {
        flying.forEach(lane -> lanes.land(lane, false, Long.MAX_VALUE / 2));
        List<TestCall> expected = model.stream()
                .sorted(Comparator.comparingLong(one -> one.call.number))
                .map(one -> one.call)
                .toList();
        assertThat(lanes.drain()).as(where).extracting(Lanes.Waiting::call).isEqualTo(expected);
        assertThat(lanes.size()).as(where).isZero();
    }
}
