// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionStatistics;
import dev.heliograph.policy.LearnedLimit;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.transport.Feature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a second run over the same state still knows of the first. */
class SurvivalTest {
    private static final String KEY = "statistics/alpha";

    private SessionFixture first;

    @BeforeEach
    void open() {
        first = new SessionFixture();
        first.offer(Feature.ENTITIES);
    }

    private SessionFixture again() {
        SessionFixture next = new SessionFixture(first.time, first.state);
        next.offer(Feature.ENTITIES);
        return next;
    }

    private void close(SessionFixture run) {
        assertThat(run.time.await(run.core().close(Duration.ofSeconds(1)))).isZero();
    }

    private String note() {
        return new String(first.state.cells.get(KEY).bytes().toArray(), StandardCharsets.UTF_8);
    }

    @Nested
    class Statistics {
        private SessionStatistics latest(SessionFixture run) {
            return run.time.await(run.core().latestStatistics());
        }

        @Test
        void go_on_from_where_the_run_before_ended() {
            first.connect();
            first.sent(7, "one");
            first.transport.refuse(new Failure.Rejected(SendStatus.FORBIDDEN, 403, "BLOCKED"));
            first.sent(7, "two");
            close(first);
            SessionFixture second = again();
            second.connect();
            second.sent(7, "three");

            SessionStatistics statistics = second.core().statistics();
            assertThat(statistics.sent()).isEqualTo(2);
            assertThat(statistics.failed()).isEqualTo(1);
            assertThat(statistics.byStatus())
                    .containsEntry(SendStatus.SUCCESS, 2L)
                    .containsEntry(SendStatus.FORBIDDEN, 1L);
            assertThat(statistics.asOf()).isEqualTo(second.time.instant());
        }

        @Test
        void are_written_after_five_seconds_at_the_latest() {
            first.connect();
            first.sent(7, "one");
            first.sent(7, "two");
            first.advance(4.9);
            assertThat(first.state.cells).doesNotContainKey(KEY);
            first.advance(0.2);

            assertThat(note()).startsWith("statistics 1\nas_of ").contains("\nsuccess 2\n");
        }

        @Test
        void are_read_by_a_run_that_connects_nothing() {
            first.connect();
            first.sent(7, "one");
            first.advance(6);
            Instant noted = first.time.instant();
            first.advance(60);

            SessionStatistics seen = latest(again());
            assertThat(seen.sent()).isEqualTo(1);
            assertThat(seen.asOf()).isBetween(noted.minusSeconds(2), noted);
            assertThat(seen.lastActivity()).isNotNull().isBefore(noted);
        }

        @Test
        void of_two_runs_at_once_add_up() {
            SessionFixture second = again();
            first.connect();
            second.connect();
            for (int i = 0; i < 3; i++) {
                first.sent(7, "from the first");
                second.sent(8, "from the second");
                first.advance(6);
            }
            close(first);
            close(second);

            assertThat(latest(again()).sent()).isEqualTo(6);
        }

        @Test
        void are_not_counted_twice_when_the_answer_to_a_write_is_lost() {
            first.connect();
            first.sent(7, "one");
            first.state.silent = true;
            first.advance(6);
            assertThat(note()).contains("\nsuccess 1\n");
            first.sent(7, "two");
            first.state.silent = false;
            first.advance(20);

            assertThat(note()).contains("\nsuccess 2\n");
            assertThat(latest(first).sent()).isEqualTo(2);
        }

        @Test
        void begin_anew_where_the_note_is_that_of_another_version() {
            first.state.swap(
                    Change.write(KEY, 0, Bytes.copyOf("statistics 9\nsuccess 5\n".getBytes(StandardCharsets.UTF_8))),
                    first.time.instant());
            first.connect();
            first.sent(7, "one");

            assertThat(first.core().statistics().sent()).isEqualTo(1);
        }

        @Test
        void do_not_hold_up_the_end_where_the_store_is_ill() {
            first.connect();
            first.sent(7, "one");
            first.state.broken = true;
            double before = first.seconds();
            close(first);

            assertThat(first.seconds() - before).isBetween(1.9, 2.1);
        }
    }

    @Nested
    class Names {
        private final Peer anna = Peer.of("@anna");

        private Outcome<Entity> find(SessionFixture run) {
            return run.time.await(run.core().entity(anna));
        }

        @Test
        void that_were_found_are_not_asked_for_again() {
            first.transport.people.put("@anna", new Entity.User(5, "Anna", "anna", false));
            first.connect();
            find(first);
            close(first);
            SessionFixture second = again();
            second.connect();

            assertThat(find(second).orThrow().id()).isEqualTo(5);
            assertThat(second.transport.lookups).isEmpty();
        }

        @Test
        void of_nobody_are_not_asked_for_again_for_ten_minutes() {
            first.connect();
            assertThat(find(first).isDone()).isFalse();
            close(first);
            SessionFixture second = again();
            second.connect();
            find(second);
            assertThat(second.transport.lookups).isEmpty();
            second.advance(601);
            find(second);

            assertThat(second.transport.lookups).containsExactly(anna);
        }
    }

    @Nested
    class Learning {
        private final String account = "account/" + ScriptedTransport.ACCOUNT;

        @Test
        void of_the_last_seconds_is_written_at_the_end() {
            Bytes slow = new AccountNotes(List.of(), Map.of("session/0", new LearnedLimit(Limit.rate(0.5, 1), 0)))
                    .write(first.time.instant(), first.time.nanos());
            first.state.swap(Change.write(account, 0, slow), first.time.instant());
            first.connect();
            first.advance(10.5);
            first.sent(7, "after a calm while");
            close(first);

            assertThat(AccountNotes.read(
                                    first.state.cells.get(account).bytes(), first.time.instant(), first.time.nanos())
                            .learned())
                    .containsKey("session/0");
        }
    }
}
