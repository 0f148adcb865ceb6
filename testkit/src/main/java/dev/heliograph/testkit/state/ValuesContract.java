// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static dev.heliograph.testkit.state.Answers.NOW;
import static dev.heliograph.testkit.state.Answers.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.spi.state.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@link Values} keep to. */
public abstract class ValuesContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** For authors to extend. */
    protected ValuesContract() {}

    /** The port: the same throughout a test, and empty when it begins. */
    protected abstract Values values();

    @Nested
    class Setting {
        @Test
        void what_was_never_set_is_empty() {
            assertThat(get("a", NOW)).isEmpty();
        }

        @Test
        void what_was_set_is_there_for_ever() {
            assertThat(set("a", "one", null)).isTrue();

            assertThat(get("a", NOW)).contains(bytes("one"));
            assertThat(get("a", NOW.plus(Duration.ofDays(36_500)))).contains(bytes("one"));
        }

        @Test
        void setting_again_replaces() {
            set("a", "a long one", null);
            assertThat(set("a", "two", null)).isTrue();

            assertThat(get("a", NOW)).contains(bytes("two"));
        }

        @Test
        void all_bytes_pass_unchanged() {
            for (Bytes bytes : List.of(Bytes.empty(), Answers.manyBytes())) {
                Answers.of(values().set("a", bytes, null, NOW));

                assertThat(get("a", NOW)).contains(bytes);
            }
        }

        @Test
        void keys_of_any_characters_are_apart() {
            List<String> keys = List.of("k", "K", "k ", "k:1", "k%", "kä", "k\uD83D\uDE00", "k".repeat(200));
            keys.forEach(key -> set(key, key, null));

            assertThat(keys).allSatisfy(key -> assertThat(get(key, NOW)).contains(bytes(key)));
        }
    }

    @Nested
    class TimeToLive {
        @Test
        void a_value_is_there_until_its_time_is_over() {
            set("a", "one", MINUTE);

            assertThat(get("a", NOW.plus(MINUTE).minusMillis(1))).contains(bytes("one"));
            assertThat(get("a", NOW.plus(MINUTE))).isEmpty();
        }

        @Test
        void setting_again_sets_the_time_anew() {
            set("a", "one", MINUTE);
            set("a", "two", null);

            assertThat(get("a", NOW.plus(MINUTE))).contains(bytes("two"));
        }
    }

    @Nested
    class Deleting {
        @Test
        void a_deleted_value_is_empty() {
            set("a", "one", null);

            assertThat(delete("a", NOW)).isTrue();
            assertThat(get("a", NOW)).isEmpty();
        }

        @Test
        void there_is_nothing_to_delete_where_nothing_is_left() {
            set("a", "one", null);
            set("b", "two", MINUTE);
            delete("a", NOW);

            assertThat(delete("a", NOW)).isFalse();
            assertThat(delete("b", NOW.plus(MINUTE))).isFalse();
            assertThat(delete("c", NOW)).isFalse();
        }

        @Test
        void other_keys_stay() {
            set("a", "one", null);
            set("ab", "two", null);
            delete("a", NOW);

            assertThat(get("ab", NOW)).contains(bytes("two"));
        }
    }

    private Optional<Bytes> get(String key, Instant now) {
        return Answers.of(values().get(key, now));
    }

    private boolean set(String key, String text, @Nullable Duration timeToLive) {
        return Answers.of(values().set(key, bytes(text), timeToLive, NOW));
    }

    private boolean delete(String key, Instant now) {
        return Answers.of(values().delete(key, now));
    }
}
