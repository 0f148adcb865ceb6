// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.ForwardingValues;
import dev.heliograph.spi.state.Values;
import dev.heliograph.testkit.state.ValuesContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LyingValuesTest {
    private static final Instant OWN_CLOCK = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_clock_of_its_own_is_caught() {
        assertThat(Verdict.on(HasItsOwnClock.class))
                .containsExactlyInAnyOrder(
                        "a_value_is_there_until_its_time_is_over", "there_is_nothing_to_delete_where_nothing_is_left");
    }

    static class HasItsOwnClock extends Liar {
        HasItsOwnClock() {
            super(new ForwardingValues(honest()) {
                @Override
                public CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now) {
                    return super.get(key, OWN_CLOCK);
                }

                @Override
                public CompletionStage<Outcome<Boolean>> set(
                        String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
                    return super.set(key, value, timeToLive, OWN_CLOCK);
                }

                @Override
                public CompletionStage<Outcome<Boolean>> delete(String key, Instant now) {
                    return super.delete(key, OWN_CLOCK);
                }
            });
        }
    }

    @Test
    void a_time_to_live_that_stays_is_caught() {
        assertThat(Verdict.on(KeepsTheTime.class)).containsExactly("setting_again_sets_the_time_anew");
    }

    static class KeepsTheTime extends Liar {
        KeepsTheTime() {
            super(new ForwardingValues(honest()) {
                private @Nullable Duration kept;

                @Override
                public CompletionStage<Outcome<Boolean>> set(
                        String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
                    kept = timeToLive == null ? kept : timeToLive;
                    return super.set(key, value, kept, now);
                }
            });
        }
    }

    @Test
    void a_deletion_that_always_succeeds_is_caught() {
        assertThat(Verdict.on(DeletesAnything.class))
                .containsExactly("there_is_nothing_to_delete_where_nothing_is_left");
    }

    static class DeletesAnything extends Liar {
        DeletesAnything() {
            super(new ForwardingValues(honest()) {
                @Override
                public CompletionStage<Outcome<Boolean>> delete(String key, Instant now) {
                    super.delete(key, now);
                    return Answer.of(true);
                }
            });
        }
    }

    @Test
    void keys_that_ignore_case_are_caught() {
        assertThat(Verdict.on(IgnoresCase.class)).containsExactly("keys_of_any_characters_are_apart");
    }

    static class IgnoresCase extends Liar {
        IgnoresCase() {
            super(new ForwardingValues(honest()) {
                @Override
                public CompletionStage<Outcome<Optional<Bytes>>> get(String key, Instant now) {
                    return super.get(key.toLowerCase(Locale.ROOT), now);
                }

                @Override
                public CompletionStage<Outcome<Boolean>> set(
                        String key, Bytes value, @Nullable Duration timeToLive, Instant now) {
                    return super.set(key.toLowerCase(Locale.ROOT), value, timeToLive, now);
                }
            });
        }
    }

    static Values honest() {
        return new MemoryStateStore().values();
    }

    abstract static class Liar extends ValuesContract {
        private final Values values;

        Liar(Values values) {
            this.values = values;
        }

        @Override
        protected Values values() {
            return values;
        }
    }
}
