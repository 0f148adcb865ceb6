// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.Listeners.Listener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private final Listeners listeners = new Listeners();
    private final List<String> heard = new ArrayList<>();

    private void tell(String topic, String text) {
        listeners.of(topic).forEach(listener -> listener.hear(text));
    }

    @Test
    void those_of_a_topic_hear_it_in_the_order_in_which_they_came() {
        listeners.add("tea", text -> heard.add("first " + text));
        listeners.add("tea", text -> heard.add("second " + text));
        listeners.add("coffee", heard::add);

        tell("tea", "ready");

        assertThat(heard).containsExactly("first ready", "second ready");
    }

    @Test
    void one_that_fails_keeps_nothing_from_the_others() {
        listeners.add("tea", text -> {
            throw new IllegalStateException("spilled");
        });
        listeners.add("tea", heard::add);

        tell("tea", "ready");

        assertThat(heard).containsExactly("ready");
    }

    @Test
    void one_that_was_removed_hears_nothing_even_of_what_was_told_before() {
        Listener listener = listeners.add("tea", heard::add);
        List<Listener> told = listeners.of("tea");

        listeners.remove(listener);
        told.forEach(one -> one.hear("ready"));

        assertThat(heard).isEmpty();
    }

    @Test
    void the_last_of_a_topic_is_known_as_such_once() {
        Listener one = listeners.add("tea", heard::add);
        Listener other = listeners.add("tea", heard::add);

        assertThat(listeners.remove(one)).isFalse();
        assertThat(listeners.isEmpty()).isFalse();
        assertThat(listeners.remove(other)).isTrue();
        assertThat(listeners.remove(other)).isFalse();
        assertThat(listeners.isEmpty()).isTrue();
    }

    @Test
    void after_the_end_nobody_hears_anything() {
        Listener early = listeners.add("tea", heard::add);
        listeners.close();
        Listener late = listeners.add("tea", heard::add);

        early.hear("ready");
        late.hear("ready");

        assertThat(heard).isEmpty();
        assertThat(listeners.of("tea")).isEmpty();
    }
}
