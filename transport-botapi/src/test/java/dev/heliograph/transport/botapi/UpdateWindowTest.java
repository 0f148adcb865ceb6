// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.testkit.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UpdateWindowTest {
    private final UpdateWindow window = new UpdateWindow();

    @Test
    void an_empty_window_asks_for_everything() {
        assertThat(window.offset()).isZero();
    }

    @Test
    void what_was_put_back_is_new_again() {
        window.take(5);
        window.take(6);
        window.take(7);
        window.putBackFrom(6);
        window.done(5);

        assertThat(window.offset()).isEqualTo(6);
        assertThat(window.isNew(6)).isTrue();
        assertThat(window.isNew(5)).isFalse();
        assertThat(window.inHand()).isZero();
    }

    @Test
    void to_be_done_twice_changes_nothing() {
        window.take(5);
        window.take(6);
        window.done(6);
        window.done(6);

        assertThat(window.inHand()).isEqualTo(1);
        assertThat(window.offset()).isEqualTo(5);
    }

    @Seeds(200)
    void nothing_is_confirmed_before_it_and_all_before_it_are_done(RandomGenerator chance) {
        TreeSet<Long> open = new TreeSet<>();
        long newest = 0;
        for (int step = 0; step < 300; step++) {
            List<Long> inHand = new ArrayList<>(open);
            if (inHand.isEmpty() || chance.nextInt(3) == 0) {
                newest += 1 + chance.nextInt(3);
                window.take(newest);
                open.add(newest);
            } else {
                Long done = inHand.get(chance.nextInt(inHand.size()));
                window.done(done);
                open.remove(done);
            }
            assertThat(window.inHand()).isEqualTo(open.size());
            assertThat(window.offset()).isEqualTo(open.isEmpty() ? newest + 1 : open.first());
        }
    }
}
