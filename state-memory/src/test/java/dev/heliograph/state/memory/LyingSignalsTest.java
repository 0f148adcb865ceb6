// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.spi.state.ForwardingSignals;
import dev.heliograph.spi.state.Signals;
import dev.heliograph.testkit.state.SignalsContract;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LyingSignalsTest {
    @Test
    void texts_to_the_wrong_topic_are_caught() {
        assertThat(Verdict.on(MergesTopics.class))
                .containsExactlyInAnyOrder("other_topics_are_not_heard", "a_topic_is_no_pattern");
    }

    static class MergesTopics extends Liar {
        MergesTopics() {
            super(new ForwardingSignals(honest()) {
                @Override
                public void publish(String topic, String text) {
                    super.publish("all", text);
                }

                @Override
                public Subscription listen(String topic, Consumer<String> listener) {
                    return super.listen("all", listener);
                }
            });
        }
    }

    @Test
    void texts_that_come_twice_are_caught() {
        assertThat(Verdict.on(Stutters.class)).contains("one_text_is_heard_once");
    }

    static class Stutters extends Liar {
        Stutters() {
            super(new ForwardingSignals(honest()) {
                @Override
                public void publish(String topic, String text) {
                    super.publish(topic, text);
                    super.publish(topic, text);
                }
            });
        }
    }

    @Test
    void a_text_that_waits_for_listeners_is_caught() {
        assertThat(Verdict.on(KeepsTexts.class)).containsExactly("a_text_that_nobody_hears_is_gone");
    }

    static class KeepsTexts extends Liar {
        KeepsTexts() {
            super(new ForwardingSignals(honest()) {
                private final TreeMap<String, String> latest = new TreeMap<>();

                @Override
                public void publish(String topic, String text) {
                    latest.put(topic, text);
                    super.publish(topic, text);
                }

                @Override
                public Subscription listen(String topic, Consumer<String> listener) {
                    if (latest.containsKey(topic)) {
                        listener.accept(latest.get(topic));
                    }
                    return super.listen(topic, listener);
                }
            });
        }
    }

    @Test
    void a_listener_that_cannot_be_closed_is_caught() {
        assertThat(Verdict.on(NeverCloses.class)).containsExactly("a_closed_listener_hears_nothing");
    }

    static class NeverCloses extends Liar {
        NeverCloses() {
            super(new ForwardingSignals(honest()) {
                @Override
                public Subscription listen(String topic, Consumer<String> listener) {
                    super.listen(topic, listener);
                    return () -> {};
                }
            });
        }
    }

    @Test
    void a_listener_that_harms_others_is_caught() {
        assertThat(Verdict.on(StopsAtTheFirstFault.class)).containsExactly("a_listener_that_throws_harms_nobody");
    }

    static class StopsAtTheFirstFault extends Liar {
        StopsAtTheFirstFault() {
            super(new Signals() {
                private final List<Consumer<String>> listeners = new ArrayList<>();

                @Override
                public void publish(String topic, String text) {
                    List.copyOf(listeners).forEach(listener -> listener.accept(topic + "\n" + text));
                }

                @Override
                public Subscription listen(String topic, Consumer<String> listener) {
                    Consumer<String> added = line -> {
                        if (line.startsWith(topic + "\n")) {
                            listener.accept(line.substring(topic.length() + 1));
                        }
                    };
                    listeners.add(added);
                    return () -> listeners.remove(added);
                }
            });
        }
    }

    @Test
    void texts_that_are_changed_are_caught() {
        assertThat(Verdict.on(Strips.class)).containsExactly("texts_pass_unchanged");
    }

    static class Strips extends Liar {
        Strips() {
            super(new ForwardingSignals(honest()) {
                @Override
                public void publish(String topic, String text) {
                    super.publish(topic, text.lines().findFirst().orElse("").strip());
                }
            });
        }
    }

    static Signals honest() {
        return new MemoryStateStore().signals();
    }

    abstract static class Liar extends SignalsContract {
        private final Signals signals;

        Liar(Signals signals) {
            this.signals = signals;
        }

        @Override
        protected Signals signals() {
            return signals;
        }
    }
}
