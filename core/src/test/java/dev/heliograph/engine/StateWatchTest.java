// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionHealth;
import dev.heliograph.model.SessionState;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Swap;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A store is looked at every three seconds, as leases of 15 s are renewed. */
class StateWatchTest extends SessionFixture {
    @BeforeEach
    void open() {
        state.shared = true;
        fleet().watch().start();
        advance(1);
    }

    private Outcome<Swap> write(String key) {
        Change change = Change.write(
                key,
                state.cells.getOrDefault(key, Cell.absent(key)).version(),
                terms.self().write());
        return time.await(fleet().state().cells().swap(change, time.instant()).toCompletableFuture());
    }

    private SortedMap<String, Cell> copy() {
        return new TreeMap<>(state.cells);
    }

    private void restore(SortedMap<String, Cell> copy) {
        state.cells.clear();
        state.cells.putAll(copy);
    }

    private void assertRefused(String reason) {
        Failure failure = write("a").failure();

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Failure.Unavailable.class,
                        refused -> assertThat(refused.origin()).isEqualTo(Failure.Origin.STATE));
        assertThat(failure.reason()).contains(reason, "start this process anew");
        assertThat(state.cells).doesNotContainKey("a");
    }

    @Nested
    class ReplacedUnderAProcess {
        @Test
        void what_was_emptied_takes_nothing_more() {
            state.cells.clear();
            advance(3);

            assertRefused("was emptied or replaced");
        }

        @Test
        void a_store_of_another_birth_takes_nothing_more() {
            StateMark other = StateMark.draw(time);
            Cell mark = state.cells.get(StateMark.KEY);
            state.cells.put(StateMark.KEY, new Cell(StateMark.KEY, other.write(), mark.version(), null));
            advance(3);

            assertRefused("was replaced by another one");
        }

        @Test
        void an_old_copy_takes_nothing_more() {
            SortedMap<String, Cell> copy = copy();
            advance(120);
            restore(copy);
            advance(3);

            assertRefused("was set back to a copy of");
        }

        @Test
        void a_store_that_tells_it_by_itself_takes_nothing_more() {
            state.replaced = Optional.of("the file was removed");
            advance(3);

            assertRefused("the file was removed");
        }

        @Test
        void a_store_that_tells_it_while_it_fails_takes_nothing_more() {
            state.broken = true;
            advance(3);
            state.replaced = Optional.of("the file was removed");
            advance(3);
            state.broken = false;

            assertRefused("the file was removed");
        }

        @Test
        void it_stays_so_when_the_old_one_is_put_back() {
            SortedMap<String, Cell> copy = copy();
            state.cells.clear();
            advance(3);
            restore(copy);
            advance(60);

            assertRefused("was emptied or replaced");
        }

        @Test
        void every_session_says_so_and_gives_way() {
            connect();
            state.cells.clear();
            advance(7);

            SessionHealth health = core().health();
            assertThat(health.healthy()).isFalse();
            assertThat(health.reasons()).anyMatch(reason -> reason.contains("was emptied or replaced"));
            assertThat(core().state()).isNotEqualTo(SessionState.READY);
            assertThat(state.cells).doesNotContainKey("lease/session/alpha");
        }

        @Test
        void a_connected_session_writes_nothing_from_the_moment_it_is_seen() {
            connect();
            state.cells.clear();
            advance(3);
            int sent = transport.texts().size();
            send(1, "late");
            advance(60);

            assertThat(transport.texts()).hasSize(sent);
        }
    }

    @Nested
    class TheSameStore {
        @Test
        void it_is_used_for_days() {
            advance(Duration.ofDays(2).toSeconds());

            assertThat(write("a").orThrow().swapped()).isTrue();
            assertThat(fleet().watch().trouble()).isNull();
        }

        @Test
        void a_second_process_finds_the_mark_of_the_first() {
            SessionFixture other = new SessionFixture(time, state);
            other.fleet().watch().start();
            advance(600);

            assertThat(fleet().watch().refusal()).isNull();
            assertThat(other.fleet().watch().refusal()).isNull();
        }

        @Test
        void a_restart_finds_it_as_it_was() {
            fleet().watch().stop();
            advance(600);
            SessionFixture restarted = new SessionFixture(time, state);
            restarted.fleet().watch().start();
            advance(600);

            assertThat(restarted.fleet().watch().refusal()).isNull();
        }

        @Test
        void what_a_failover_loses_is_no_old_copy() {
            advance(120);
            SortedMap<String, Cell> replica = copy();
            advance(20);
            restore(replica);
            advance(600);

            assertThat(fleet().watch().refusal()).isNull();
        }

        @Test
        void a_mark_of_a_later_version_is_left_alone() {
            Cell mark = state.cells.get(StateMark.KEY);
            ByteWriter later = new ByteWriter(9);
            state.swap(Change.write(StateMark.KEY, mark.version(), later.bytes()), time.instant());
            advance(60);

            assertThat(fleet().watch().refusal()).isNull();
            assertThat(state.cells.get(StateMark.KEY).bytes()).isEqualTo(later.bytes());
        }

        @Test
        void an_outage_passes_and_is_a_reason_of_health_until_then() {
            connect();
            state.broken = true;
            advance(4);
            assertThat(core().health().healthy()).isFalse();
            assertThat(core().health().reasons()).contains("the state fails: the store is down");

            state.broken = false;
            advance(4);
            assertThat(core().health().reasons()).isEmpty();
            assertThat(write("a").orThrow().swapped()).isTrue();
        }

        @Test
        void a_first_mark_whose_answer_was_lost_is_found() {
            PlainState silent = new PlainState();
            silent.shared = true;
            silent.silent = true;
            SessionFixture process = new SessionFixture(time, silent);
            process.fleet().watch().start();
            advance(2);
            silent.silent = false;
            advance(60);

            assertThat(process.fleet().watch().refusal()).isNull();
            assertThat(process.fleet().watch().trouble()).isNull();
        }
    }

    @Test
    void a_store_of_this_process_alone_gets_no_mark() {
        PlainState own = new PlainState();
        new SessionFixture(time, own).fleet().watch().start();
        advance(60);

        assertThat(own.cells).isEmpty();
    }

    @Test
    void the_key_of_the_mark_is_one_of_the_store_s_own() {
        assertThat(StateMark.KEY).startsWith(Cells.OWN);
        assertThat(state.cells).containsKey(StateMark.KEY);
    }
}
