// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.testkit.time.Clockwork;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which client a request gets, by a clock that the test moves; nothing is sent. */
class ClientPoolTest {
    private final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60));
    private final SteppedTimeline time = new SteppedTimeline(clockwork.timeline());
    /** As the garbage collector would hold them that never comes by. */
    private final Set<HttpClient> clients = Collections.newSetFromMap(new IdentityHashMap<>());

    private ClientPool pool(boolean polls) {
        return new ClientPool(new ClientPool.Key(null, polls), time.lent(clockwork.context("test")));
    }

    private ClientPool.Loan borrow(ClientPool pool) {
        ClientPool.Loan loan = pool.borrow();
        clients.add(loan.client());
        return loan;
    }

    @AfterEach
    void close() {
        clockwork.close();
    }

    @Nested
    class Polls {
        @Test
        void of_several_bots_keep_their_connections() {
            ClientPool pool = pool(true);
            Deque<ClientPool.Loan> open = new ArrayDeque<>();
            for (int bot = 0; bot < 5; bot++) {
                open.add(borrow(pool));
                time.step(Duration.ofSeconds(10));
            }
            for (int poll = 0; poll < 500; poll++) {
                open.remove().giveBack();
                open.add(borrow(pool));
                time.step(Duration.ofSeconds(10));
            }
            assertThat(clients).hasSize(1);
            pool.close();
        }
    }

    @Nested
    class Doubt {
        @Test
        void a_client_that_may_be_broken_is_left() {
            ClientPool pool = pool(false);
            ClientPool.Loan other = borrow(pool);
            borrow(pool).giveBackDoubted();
            borrow(pool).giveBack();
            assertThat(clients).hasSize(2);
            // one that was left before says nothing about the present one
            other.giveBackDoubted();
            borrow(pool).giveBack();
            assertThat(clients).hasSize(2);
            pool.close();
        }

        @Test
        void a_client_whose_answer_was_none_to_its_request_is_left_although_it_was_given_back() {
            ClientPool pool = pool(false);
            ClientPool.Loan loan = borrow(pool);
            loan.giveBack();
            loan.doubt();
            borrow(pool).giveBack();
            assertThat(clients).hasSize(2);
            // once is enough
            loan.doubt();
            borrow(pool).giveBack();
            assertThat(clients).hasSize(2);
            pool.close();
        }
    }

    @Nested
    class Left {
        /** A message now and then: each finds a client that rested. */
        @Test
        void clients_stay_few() {
            ClientPool pool = pool(false);
            for (int i = 0; i < 300; i++) {
                borrow(pool).giveBack();
                time.step(Duration.ofSeconds(25));
                // from Java 21 on they are closed
                clients.removeIf(client -> client instanceof AutoCloseable);
            }
            assertThat(clients).hasSizeLessThanOrEqualTo(52);
            pool.close();
        }

        @Test
        void is_given_back_once_it_has_no_connection() {
            LeftClients<Object> left = new LeftClients<>(Runnable::run);
            Object client = new Object();
            left.add(client, 5);
            long bare = 5 + LeftClients.untilBare().toNanos();
            assertThat(LeftClients.untilBare()).isEqualTo(Duration.ofMinutes(21));
            assertThat(left.bare(bare)).isNull();
            assertThat(left.bare(bare + 1)).isSameAs(client);
            assertThat(left.bare(bare + 1)).isNull();
        }

        @Test
        void is_never_given_back_where_it_may_be_broken() {
            LeftClients<Object> left = new LeftClients<>(Runnable::run);
            Object client = new Object();
            left.addForGood(client);
            assertThat(left.bare(Long.MAX_VALUE / 2)).isNull();
        }

        @Test
        void is_closed_where_it_can_be() {
            LeftClients<AutoCloseable> left = new LeftClients<>(Runnable::run);
            boolean[] closed = new boolean[1];
            left.add(() -> closed[0] = true, 5);
            assertThat(closed[0]).isTrue();
            assertThat(left.bare(Long.MAX_VALUE / 2)).isNull();
        }
    }
}
