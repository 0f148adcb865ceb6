// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionState;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two processes that share a store and want one session. A lease is of 15 s: used for 12, taken over after 20. */
class LeaseTest extends SessionFixture {
    private static final String KEY = "lease/session/alpha";
    private SessionFixture other;

    @BeforeEach
    void shareTheStore() {
        state.shared = true;
        other = process("there");
    }

    private SessionFixture process(String node) {
        SessionFixture process = new SessionFixture(time, state);
        process.terms = new LeaseTerms(new Holder(node, "", 0, 2), Duration.ofSeconds(15), holder -> false);
        return process;
    }

    private void write(Holder holder) {
        Change change = Change.write(KEY, cell().version(), holder.write());
        assertThat(state.swap(change, time.instant()))
                .isCompletedWithValueMatching(swap -> swap.value().swapped());
    }

    private Cell cell() {
        return state.cells.getOrDefault(KEY, Cell.absent(KEY));
    }

    @Nested
    class Taking {
        @Test
        void a_session_that_nobody_has_is_connected_at_once() {
            connect();

            assertThat(seconds()).isLessThan(0.1);
        }

        @Test
        void a_session_that_somebody_uses_is_refused_by_his_name() {
            connect();
            Outcome<SelfInfo> refused = time.await(other.core().connect());

            assertThat(refused.failure()).isInstanceOf(Failure.Rejected.class);
            assertThat(refused.failure().reason()).startsWith("IN_USE").contains("'here'");
            assertThat(other.transport.connects).isEmpty();
            assertThat(core().state()).isEqualTo(SessionState.READY);
        }

        @Test
        void a_session_that_was_given_up_is_connected_at_once() {
            connect();
            time.await(core().disconnect());
            double before = seconds();
            other.connect();

            assertThat(seconds() - before).isLessThan(0.1);
        }

        @Test
        void a_session_of_a_process_that_is_known_to_be_dead_is_connected_at_once() {
            write(new Holder("dead", "", 7, 7));
            connect();

            assertThat(seconds()).isLessThan(0.1);
        }

        @Test
        void a_session_of_a_silent_process_is_connected_after_the_lease_and_a_guard_time() {
            write(new Holder("silent", "", 7, 7));
            connect();

            assertThat(seconds()).isEqualTo(20, within(0.1));
        }

        @Test
        void a_lease_that_cannot_be_read_counts_as_somebody_s() {
            state.swap(Change.write(KEY, 0, Bytes.copyOf(new byte[] {99})), time.instant());
            connect();

            assertThat(seconds()).isEqualTo(20, within(0.1));
        }
    }

    @Nested
    class Losing {
        @Test
        void without_the_store_nothing_is_written_once_the_lease_is_used_up() {
            connect();
            state.broken = true;
            double begin = seconds();
            // the last renewal was asked for at the connection
            advance(11.9);
            assertThat(sent(1, "in time").status()).isEqualTo(SendStatus.SUCCESS);
            advance(12.1 - (seconds() - begin));
            CompletableFuture<SendResult> late = send(2, "late");
            advance(60);

            assertThat(transport.texts()).containsExactly("in time");
            assertThat(core().state()).isEqualTo(SessionState.RESTING);

            state.broken = false;
            assertThat(time.await(late).status()).isEqualTo(SendStatus.SUCCESS);
        }

        @Test
        void who_finds_another_holder_disconnects_at_once() {
            connect();
            write(new Holder("thief", "", 7, 7));
            advance(3.2);

            assertThat(core().state()).isEqualTo(SessionState.RESTING);
        }

        @Test
        void an_answer_that_was_lost_is_not_another_holder() {
            connect();
            write(terms.self());
            advance(60);

            assertThat(core().state()).isEqualTo(SessionState.READY);
            assertThat(transport.connects).hasSize(1);
        }
    }

    @Test
    void a_lease_is_renewed_as_long_as_it_is_used() {
        connect();
        advance(3600);

        assertThat(transport.connects).hasSize(1);
        assertThat(sent(1, "still here").status()).isEqualTo(SendStatus.SUCCESS);
    }

    @Test
    void a_store_that_nobody_shares_needs_no_lease() {
        state.shared = false;
        connect();

        assertThat(cell().isPresent()).isFalse();
    }
}
