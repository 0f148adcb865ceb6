// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link Signals} keep to while nothing is wrong. To see that something is not heard, the contract publishes
 * something else after it, and waits for that.
 */
public abstract class SignalsContract {
    private final List<Signals.Subscription> opened = new ArrayList<>();

    /** For authors to extend. */
    protected SignalsContract() {}

    /** The port: the same throughout a test; nobody listens when it begins. */
    protected abstract Signals signals();

    @AfterEach
    final void closeSubscriptions() {
        opened.forEach(Signals.Subscription::close);
    }

    @Nested
    class Hearing {
        @Test
        void a_listener_hears_what_is_published_to_its_topic() {
            Ear ear = listen("jobs");
            signals().publish("jobs", "one");

            assertThat(ear.next()).isEqualTo("one");
        }

        @Test
        void every_listener_hears_it() {
            Ear first = listen("jobs");
            Ear second = listen("jobs");
            signals().publish("jobs", "one");

            assertThat(first.next()).isEqualTo("one");
            assertThat(second.next()).isEqualTo("one");
        }

        @Test
        void other_topics_are_not_heard() {
            Ear ear = listen("jobs");
            for (String other : List.of("job", "jobs2", "Jobs", "jobs/a", "*", "")) {
                signals().publish(other, "for " + other);
            }
            signals().publish("jobs", "mine");

            assertThat(ear.next()).isEqualTo("mine");
        }

        @Test
        void a_topic_is_no_pattern() {
            Ear ear = listen("j*");
            signals().publish("jobs", "for jobs");
            signals().publish("j*", "mine");

            assertThat(ear.next()).isEqualTo("mine");
        }

        @Test
        void one_text_is_heard_once() {
            Ear ear = listen("jobs");
            signals().publish("jobs", "one");
            signals().publish("jobs", "two");

            assertThat(List.of(ear.next(), ear.next())).containsExactlyInAnyOrder("one", "two");
        }

        @Test
        void texts_pass_unchanged() {
            String odd = "a\nb \u00e4\uD83D\uDE00 " + "x".repeat(5_000);
            Ear ear = listen("jobs");
            signals().publish("jobs", odd);
            assertThat(ear.next()).isEqualTo(odd);

            signals().publish("jobs", "");
            assertThat(ear.next()).isEmpty();
        }

        @Test
        void a_text_that_nobody_hears_is_gone() {
            signals().publish("jobs", "early");
            Ear ear = listen("jobs");
            signals().publish("jobs", "late");

            assertThat(ear.next()).isEqualTo("late");
        }

        @Test
        void a_listener_that_throws_harms_nobody() {
            opened.add(signals().listen("jobs", text -> {
                throw new IllegalStateException("a broken listener");
            }));
            Ear ear = listen("jobs");
            signals().publish("jobs", "one");
            assertThat(ear.next()).isEqualTo("one");

            signals().publish("jobs", "two");
            assertThat(ear.next()).isEqualTo("two");
        }
    }

    @Nested
    class Closing {
        @Test
        void a_closed_listener_hears_nothing() {
            Ear closed = listen("jobs");
            Ear open = listen("jobs");
            opened.get(0).close();
            signals().publish("jobs", "one");

            assertThat(open.next()).isEqualTo("one");
            assertThat(closed.heard()).isEmpty();
        }

        @Test
        void closing_twice_is_closing_once() {
            Consumer<String> shared = new Ear();
            Signals.Subscription first = signals().listen("jobs", shared);
            opened.add(signals().listen("jobs", shared));
            first.close();
            first.close();
            signals().publish("jobs", "one");

            assertThat(((Ear) shared).next()).isEqualTo("one");
        }
    }

    private Ear listen(String topic) {
        Ear ear = new Ear();
        opened.add(signals().listen(topic, ear));
        return ear;
    }

    /** Remembers what it was told. */
    private static final class Ear implements Consumer<String> {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Override
        public void accept(String text) {
            texts.add(text);
        }

        List<String> heard() {
            return List.copyOf(texts);
        }

        /** The next text, or null if none comes within 10 s. */
        @Nullable
        String next() {
            try {
                return texts.poll(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while listening", interrupted);
            }
        }
    }
}
