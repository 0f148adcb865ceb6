// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.ForwardingCells;
import dev.heliograph.spi.state.Swap;
import dev.heliograph.testkit.state.CellsContract;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LyingCellsTest {
    private static final Instant OWN_CLOCK = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_swap_that_ignores_the_version_is_caught() {
        assertThat(Verdict.on(IgnoresTheVersion.class))
                .containsExactlyInAnyOrder(
                        "a_write_over_another_version_changes_nothing",
                        "a_write_over_a_version_where_there_is_none_changes_nothing",
                        "a_deletion_of_another_version_changes_nothing",
                        "of_many_writers_over_one_version_one_writes",
                        "a_cell_whose_time_is_over_is_written_as_an_absent_one",
                        "any_calls_are_answered_as_by_the_model");
    }

    static class IgnoresTheVersion extends Liar {
        IgnoresTheVersion() {
            super(new ForwardingCells(honest()) {
                @Override
                public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
                    long present = now(super.read(change.key(), now)).version();
                    return super.swap(new Change(change.key(), present, change.bytes(), change.timeToLive()), now);
                }
            });
        }
    }

    @Test
    void a_deletion_that_ignores_the_version_is_caught() {
        assertThat(Verdict.on(DeletesAnyVersion.class))
                .containsExactlyInAnyOrder(
                        "a_deletion_of_another_version_changes_nothing", "any_calls_are_answered_as_by_the_model");
    }

    static class DeletesAnyVersion extends Liar {
        DeletesAnyVersion() {
            super(new ForwardingCells(honest()) {
                @Override
                public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
                    long present = now(super.read(change.key(), now)).version();
                    return super.swap(change.bytes() == null ? Change.delete(change.key(), present) : change, now);
                }
            });
        }
    }

    @Test
    void versions_that_start_anew_after_a_deletion_are_caught() {
        assertThat(Verdict.on(ForgetsDeletedVersions.class))
                .containsExactlyInAnyOrder("versions_grow_over_a_deletion", "any_calls_are_answered_as_by_the_model");
    }

    /** Each key has a store of its own, and a new one after a deletion. */
    static class ForgetsDeletedVersions extends Liar {
        ForgetsDeletedVersions() {
            super(new ForwardingCells(honest()) {
                private final TreeMap<String, Cells> keys = new TreeMap<>();

                @Override
                public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
                    return keys.computeIfAbsent(key, unseen -> honest()).read(key, now);
                }

                @Override
                public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
                    CompletionStage<Outcome<Swap>> answer = keys.computeIfAbsent(change.key(), unseen -> honest())
                            .swap(change, now);
                    if (change.bytes() == null && now(answer).swapped()) {
                        keys.remove(change.key());
                    }
                    return answer;
                }

                @Override
                public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
                    return Answer.of(
                            keys.tailMap(after, false).keySet().stream()
                                    .filter(key -> key.startsWith(prefix))
                                    .toList()
                                    .stream()
                                    .map(key -> now(read(key, now)))
                                    .filter(Cell::isPresent)
                                    .limit(limit)
                                    .toList());
                }
            });
        }
    }

    @Test
    void a_clock_of_its_own_is_caught() {
        assertThat(Verdict.on(HasItsOwnClock.class))
                .containsExactlyInAnyOrder(
                        "a_cell_is_there_until_its_time_is_over",
                        "a_cell_whose_time_is_over_is_written_as_an_absent_one",
                        "cells_that_are_deleted_or_over_are_left_out",
                        "any_calls_are_answered_as_by_the_model");
    }

    static class HasItsOwnClock extends Liar {
        HasItsOwnClock() {
            super(new ForwardingCells(honest()) {
                @Override
                public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
                    return super.read(key, OWN_CLOCK);
                }

                @Override
                public CompletionStage<Outcome<Swap>> swap(Change change, Instant now) {
                    return super.swap(change, OWN_CLOCK);
                }

                @Override
                public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
                    return super.list(prefix, after, limit, OWN_CLOCK);
                }
            });
        }
    }

    @Test
    void a_cell_that_stays_a_moment_too_long_is_caught() {
        assertThat(Verdict.on(StaysTooLong.class)).containsExactly("a_cell_is_there_until_its_time_is_over");
    }

    static class StaysTooLong extends Liar {
        StaysTooLong() {
            super(new ForwardingCells(honest()) {
                @Override
                public CompletionStage<Outcome<Cell>> read(String key, Instant now) {
                    return super.read(key, now.minusMillis(1));
                }
            });
        }
    }

    @Test
    void a_prefix_that_is_a_pattern_is_caught() {
        assertThat(Verdict.on(TakesPatterns.class)).containsExactlyInAnyOrder("a_prefix_is_no_pattern");
    }

    static class TakesPatterns extends Liar {
        TakesPatterns() {
            super(new ForwardingCells(honest()) {
                @Override
                public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
                    String pattern = prefix.replace("[", "\\[")
                            .replace("*", "\\*")
                            .replace("?", "\\?")
                            .replace("%", ".*")
                            .replace("_", ".");
                    return Answer.of(now(super.list("", after, 1_000, now)).stream()
                            .filter(cell -> cell.key().matches(pattern + ".*"))
                            .limit(limit)
                            .toList());
                }
            });
        }
    }

    @Test
    void a_page_that_repeats_the_last_key_is_caught() {
        assertThat(Verdict.on(RepeatsKeys.class))
                .containsExactlyInAnyOrder("pages_follow_each_other", "any_calls_are_answered_as_by_the_model");
    }

    static class RepeatsKeys extends Liar {
        RepeatsKeys() {
            super(new ForwardingCells(honest()) {
                @Override
                public CompletionStage<Outcome<List<Cell>>> list(String prefix, String after, int limit, Instant now) {
                    return Answer.of(now(super.list(prefix, "", 1_000, now)).stream()
                            .filter(cell -> cell.key().compareTo(after) >= 0)
                            .limit(limit)
                            .toList());
                }
            });
        }
    }

    static Cells honest() {
        return new MemoryStateStore().cells();
    }

    static <T> T now(CompletionStage<Outcome<T>> stage) {
        return stage.toCompletableFuture().join().orThrow();
    }

    abstract static class Liar extends CellsContract {
        private final Cells cells;

        Liar(Cells cells) {
            this.cells = cells;
        }

        @Override
        protected Cells cells() {
            return cells;
        }
    }
}
