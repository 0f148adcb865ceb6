// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.TrafficClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SharesTest {
    private final Shares shares = new Shares();

    private TrafficClass serveOne(Iterable<TrafficClass> backlogged) {
        TrafficClass best = null;
        for (TrafficClass one : backlogged) {
            if (best == null || shares.precedes(one, best)) {
                best = one;
            }
        }
        assertThat(best).isNotNull();
        shares.served(best);
        return best;
    }

    private Map<TrafficClass, Integer> serve(Set<TrafficClass> backlogged, int permits) {
        Map<TrafficClass, Integer> served = new EnumMap<>(TrafficClass.class);
        for (int i = 0; i < permits; i++) {
            served.merge(serveOne(backlogged), 1, Integer::sum);
        }
        return served;
    }

    @Test
    void the_most_urgent_goes_first() {
        assertThat(serveOne(List.of(TrafficClass.values()))).isEqualTo(TrafficClass.REPLY);
    }

    @Test
    void backlogged_classes_share_by_weight() {
        int all = 0;
        for (TrafficClass one : TrafficClass.values()) {
            all += one.weight();
        }
        Map<TrafficClass, Integer> served = serve(EnumSet.allOf(TrafficClass.class), 100 * all);

        for (TrafficClass one : TrafficClass.values()) {
            assertThat(served.get(one)).as("%s", one).isCloseTo(100 * one.weight(), Percentage.withPercentage(2));
        }
    }

    @Test
    void none_waits_longer_than_one_round() {
        List<TrafficClass> order = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            order.add(serveOne(List.of(TrafficClass.REPLY, TrafficClass.BULK)));
        }
        int since = 0;
        for (TrafficClass one : order) {
            since = one == TrafficClass.BULK ? 0 : since + 1;
            assertThat(since).isLessThanOrEqualTo(8);
        }
        assertThat(order).contains(TrafficClass.BULK);
    }

    @Test
    void an_idle_class_saves_nothing() {
        serve(EnumSet.of(TrafficClass.NORMAL), 10_000);

        // had it saved, it would now have thousands of permits before NORMAL gets one
        Map<TrafficClass, Integer> served = serve(EnumSet.of(TrafficClass.NORMAL, TrafficClass.BULK), 100);
        assertThat(served.get(TrafficClass.NORMAL)).isCloseTo(80, Percentage.withPercentage(3));
    }

    @Test
    void a_class_that_comes_back_pays_for_nothing_it_had_alone() {
        serve(EnumSet.of(TrafficClass.REPLY), 10_000);
        serve(EnumSet.of(TrafficClass.BULK), 1);

        assertThat(serve(EnumSet.of(TrafficClass.REPLY, TrafficClass.BULK), 90).get(TrafficClass.REPLY))
                .isCloseTo(80, Percentage.withPercentage(3));
    }

    @Test
    void every_backlogged_class_gets_its_share_whoever_comes_and_goes() {
        for (long seed = 0; seed < 100; seed++) {
            Shares fresh = new Shares();
            SplittableRandom chance = new SplittableRandom(seed);
            int bulk = 0;
            int steps = 2000;
            for (int i = 0; i < steps; i++) {
                TrafficClass best = TrafficClass.BULK;
                for (TrafficClass one : TrafficClass.values()) {
                    boolean hasWork = one != TrafficClass.BULK && chance.nextBoolean();
                    if (hasWork && fresh.precedes(one, best)) {
                        best = one;
                    }
                }
                fresh.served(best);
                bulk += best == TrafficClass.BULK ? 1 : 0;
            }
            // 2 of 34 is its share while all others always have work; here they have it half of the time
            assertThat(bulk).as("seed %d", seed).isGreaterThan(steps * 2 / 34);
        }
    }
}
