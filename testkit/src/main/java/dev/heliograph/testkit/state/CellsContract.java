// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static dev.heliograph.testkit.state.Answers.NOW;
import static dev.heliograph.testkit.state.Answers.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.testkit.seeds.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What {@link Cells} keep to. */
public abstract class CellsContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** For authors to extend. */
    protected CellsContract() {}

    /** The port: the same throughout a test, and empty when it begins. */
    protected abstract Cells cells();

    @Nested
    class Reading {
        @Test
        void a_cell_that_was_never_written_is_absent() {
            assertThat(read("a")).isEqualTo(Cell.absent("a"));
        }

        @Test
        void what_was_written_is_read() {
            Cell written = write("a", 0, "one").cell();

            assertThat(read("a")).isEqualTo(written);
            assertThat(written.bytes()).isEqualTo(bytes("one"));
            assertThat(written.version()).isPositive();
            assertThat(written.expires()).isNull();
        }

        @Test
        void all_bytes_pass_unchanged() {
            for (Bytes bytes : List.of(Bytes.empty(), Answers.manyBytes())) {
                swap(Change.write("b" + bytes.size(), 0, bytes));

                assertThat(read("b" + bytes.size()).bytes()).isEqualTo(bytes);
                assertThat(read("b" + bytes.size()).isPresent()).isTrue();
            }
        }

        @Test
        void keys_of_any_characters_are_apart() {
            List<String> keys =
                    List.of("k", "K", "k ", "k:1", "k%", "k_", "k*", "kä", "k\uD83D\uDE00", "k".repeat(200));
            keys.forEach(key -> write(key, 0, key));

            assertThat(keys).allSatisfy(key -> assertThat(read(key).bytes()).isEqualTo(bytes(key)));
        }
    }

    @Nested
    class Swapping {
        @Test
        void a_write_over_the_present_version_replaces() {
            long version = write("a", 0, "one").cell().version();
            Swap second = write("a", version, "two");

            assertThat(second.swapped()).isTrue();
            assertThat(second.cell()).isEqualTo(read("a"));
            assertThat(read("a").bytes()).isEqualTo(bytes("two"));
        }

        @Test
        void a_write_over_another_version_changes_nothing() {
            long first = write("a", 0, "one").cell().version();
            Cell present = write("a", first, "two").cell();

            for (long expected : new long[] {0, first, present.version() + 1}) {
                assertThat(write("a", expected, "three")).isEqualTo(new Swap(false, present));
            }
            assertThat(read("a")).isEqualTo(present);
        }

        @Test
        void a_write_over_a_version_where_there_is_none_changes_nothing() {
            assertThat(write("a", 1, "one")).isEqualTo(new Swap(false, Cell.absent("a")));
            assertThat(read("a").isPresent()).isFalse();
        }

        @Test
        void versions_grow_with_every_write() {
            long version = 0;
            for (int i = 0; i < 5; i++) {
                long next = write("a", version, "same").cell().version();
                assertThat(next).isGreaterThan(version);
                version = next;
            }
        }

        @Test
        void versions_grow_over_a_deletion() {
            long first = write("a", 0, "one").cell().version();
            long second = write("a", first, "two").cell().version();
            swap(Change.delete("a", second));

            assertThat(write("a", 0, "three").cell().version()).isGreaterThan(second);
        }

        @Test
        void of_many_writers_over_one_version_one_writes() {
            List<CompletionStage<Outcome<Swap>>> stages = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                stages.add(cells().swap(Change.write("a", 0, bytes("writer " + i)), NOW));
            }
            List<Swap> swaps = stages.stream().map(Answers::of).toList();

            assertThat(swaps).filteredOn(Swap::swapped).hasSize(1);
            assertThat(swaps).extracting(Swap::cell).containsOnly(read("a"));
        }
    }

    @Nested
    class Deleting {
        @Test
        void a_deleted_cell_is_absent() {
            long version = write("a", 0, "one").cell().version();

            assertThat(swap(Change.delete("a", version))).isEqualTo(new Swap(true, Cell.absent("a")));
            assertThat(read("a")).isEqualTo(Cell.absent("a"));
        }

        @Test
        void a_deletion_of_another_version_changes_nothing() {
            Cell present = write("a", 0, "one").cell();

            assertThat(swap(Change.delete("a", present.version() + 1))).isEqualTo(new Swap(false, present));
            assertThat(read("a")).isEqualTo(present);
        }
    }

    @Nested
    class TimeToLive {
        @Test
        void a_cell_is_there_until_its_time_is_over() {
            Cell written = writeFor("a", 0, MINUTE).cell();

            assertThat(written.expires()).isEqualTo(NOW.plus(MINUTE));
            assertThat(read("a", NOW.plus(MINUTE).minusMillis(1))).isEqualTo(written);
            assertThat(read("a", NOW.plus(MINUTE))).isEqualTo(Cell.absent("a"));
        }

        @Test
        void a_cell_whose_time_is_over_is_written_as_an_absent_one() {
            long version = writeFor("a", 0, MINUTE).cell().version();
            Instant later = NOW.plus(MINUTE);

            assertThat(swap(Change.write("a", version, bytes("two")), later))
                    .isEqualTo(new Swap(false, Cell.absent("a")));
            Swap written = swap(Change.write("a", 0, bytes("two")), later);
            assertThat(written.swapped()).isTrue();
            assertThat(written.cell().version()).isGreaterThan(version);
        }

        @Test
        void a_write_sets_the_time_anew() {
            long version = writeFor("a", 0, MINUTE).cell().version();
            Cell forEver = write("a", version, "two").cell();

            assertThat(forEver.expires()).isNull();
            assertThat(read("a", NOW.plus(MINUTE))).isEqualTo(forEver);
        }
    }

    @Nested
    class Listing {
        @Test
        void cells_come_by_key_with_their_content() {
            for (String key : List.of("p/c", "p/a", "q/a", "o/a", "p/b")) {
                write(key, 0, key);
            }

            assertThat(list("p/", "", 10, NOW)).containsExactly(read("p/a"), read("p/b"), read("p/c"));
            assertThat(list("", "", 10, NOW)).extracting(Cell::key).containsExactly("o/a", "p/a", "p/b", "p/c", "q/a");
        }

        @Test
        void pages_follow_each_other() {
            for (int i = 0; i < 7; i++) {
                write("p/" + i, 0, "x");
            }

            assertThat(list("p/", "", 3, NOW)).extracting(Cell::key).containsExactly("p/0", "p/1", "p/2");
            assertThat(list("p/", "p/2", 3, NOW)).extracting(Cell::key).containsExactly("p/3", "p/4", "p/5");
            assertThat(list("p/", "p/5", 3, NOW)).extracting(Cell::key).containsExactly("p/6");
            assertThat(list("p/", "p/6", 3, NOW)).isEmpty();
        }

        @Test
        void a_prefix_is_no_pattern() {
            for (String key : List.of("a%x", "abx", "a_x", "a*x", "a?x", "a[b]x", "A%x")) {
                write(key, 0, "x");
            }

            for (String prefix : List.of("a%", "a_", "a*", "a?", "a[b]")) {
                assertThat(list(prefix, "", 10, NOW)).extracting(Cell::key).containsExactly(prefix + "x");
            }
        }

        @Test
        void cells_that_are_deleted_or_over_are_left_out() {
            swap(Change.delete("p/a", write("p/a", 0, "x").cell().version()));
            writeFor("p/b", 0, MINUTE);
            write("p/c", 0, "x");

            assertThat(list("p/", "", 1, NOW)).extracting(Cell::key).containsExactly("p/b");
            assertThat(list("p/", "", 1, NOW.plus(MINUTE)))
                    .extracting(Cell::key)
                    .containsExactly("p/c");
        }
    }

    @Seeds(value = 10, campaign = 500)
    void any_calls_are_answered_as_by_the_model(RandomGenerator chance) {
        CellsModel model = new CellsModel();
        Instant now = NOW;
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(chance.nextInt(3_000));
            String key = "k" + chance.nextInt(4);
            Cell present = model.read(key, now);
            assertThat(read(key, now)).isEqualTo(present);
            long expected = chance.nextInt(4) == 0 ? chance.nextInt(6) : present.version();
            Change change = change(chance, key, expected);
            model.follow(change, swap(change, now), now);
            assertThat(list("k", "k0", 2, now)).isEqualTo(model.list("k0", 2, now));
        }
    }

    private static Change change(RandomGenerator chance, String key, long expected) {
        Bytes bytes = bytes("content " + chance.nextInt(1_000));
        return switch (chance.nextInt(4)) {
            case 0 -> Change.delete(key, expected);
            case 1 -> Change.write(key, expected, bytes, Duration.ofMillis(1 + chance.nextInt(10_000)));
            default -> Change.write(key, expected, bytes);
        };
    }

    private Cell read(String key) {
        return read(key, NOW);
    }

    private Cell read(String key, Instant now) {
        return Answers.of(cells().read(key, now));
    }

    private Swap write(String key, long expected, String text) {
        return swap(Change.write(key, expected, bytes(text)));
    }

    private Swap writeFor(String key, long expected, Duration timeToLive) {
        return swap(Change.write(key, expected, bytes("for a time"), timeToLive));
    }

    private Swap swap(Change change) {
        return swap(change, NOW);
    }

    private Swap swap(Change change, Instant now) {
        return Answers.of(cells().swap(change, now));
    }

    private List<Cell> list(String prefix, String after, int limit, Instant now) {
        return Answers.of(cells().list(prefix, after, limit, now));
    }
}
