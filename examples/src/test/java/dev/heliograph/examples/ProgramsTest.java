// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Runs every program in real time, as a reader would, and looks at what it prints. */
class ProgramsTest {
    @Test
    void one_message_is_sent() throws Exception {
        assertThat(Printed.by(SendOneMessage::main)).containsExactly("SUCCESS OK, sent by desk");
    }

    @Test
    void a_pool_takes_turns_and_can_be_told_whom_to_take() throws Exception {
        assertThat(Printed.by(PoolRoundRobin::main))
                .containsExactly(
                        "700001: SUCCESS by news-1",
                        "700002: SUCCESS by news-2",
                        "@news: SUCCESS by news-3",
                        "700001: SUCCESS by news-1",
                        "700002: SUCCESS by news-3",
                        "3 of 3 connected, 5 sent, 0 failed");
    }

    @Test
    void what_is_stored_twice_goes_out_once() throws Exception {
        assertThat(Printed.by(EnqueueToPool::main))
                .containsExactly("1001 is new: SUCCESS", "1002 is new: SUCCESS", "1001 was there: SUCCESS");
    }

    @Test
    void a_broadcast_tells_what_became_of_each_message() throws Exception {
        assertThat(Printed.by(BroadcastToMany::main))
                .contains(
                        "6 of 6",
                        "DONE: 4 sent, failed {FORBIDDEN=1, NOT_FOUND=1}",
                        "1 700001 SUCCESS OK",
                        "2 700002 SUCCESS OK",
                        "3 1000003 FORBIDDEN USER_IS_BLOCKED",
                        "5 @news SUCCESS OK",
                        "6 700003 SUCCESS OK")
                .anyMatch(line -> line.startsWith("4 @nobody_here NOT_FOUND "));
    }

    @Test
    void a_handler_answers_whom_it_hears() throws Exception {
        assertThat(Printed.by(ListenAndReply::main)).containsExactly("Echo wrote: ping", "answered: SUCCESS");
    }

    @Test
    void history_is_read_newest_first() throws Exception {
        assertThat(Printed.by(ReadHistory::main))
                .containsExactly("USER Alice @alice", "2 with \"invoice\"", "invoice 2", "hello", "invoice 1");
    }

    @Test
    void a_wait_that_is_too_long_is_told_at_once_and_a_bearable_one_is_waited_out() throws Exception {
        assertThat(Printed.by(KnowTheWait::main)).hasSize(4).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("first: SUCCESS");
            assertThat(lines.get(1)).startsWith("hasty: FLOOD_WAIT ").contains(", retry after PT");
            assertThat(lines.get(2)).startsWith("held: ");
            assertThat(lines.get(3)).startsWith("patient: SUCCESS, held by floods for ");
        });
    }

    @Test
    void limits_change_while_the_client_runs() throws Exception {
        assertThat(Printed.by(ChangeLimits::main))
                .containsExactly(
                        "before: all [10/s burst 5], group 20/60s",
                        "after: all [25/s burst 10], group 15/60s, at least 1500 ms between two to one chat");
    }

    @Test
    void values_are_kept_until_they_are_deleted() throws Exception {
        assertThat(Printed.by(KeepValues::main)).containsExactly("Good morning", "nothing");
    }

    @Test
    void metrics_are_shown() throws Exception {
        assertThat(Printed.by(ShowMetrics::main, freePort()))
                .contains(
                        "telegram_messages_sent_total{session=\"news\"} 1.0",
                        "telegram_messages_failed_total{session=\"news\",status=\"FORBIDDEN\"} 1.0");
    }

    @Test
    void a_transport_of_a_third_party_is_used_by_its_address() throws Exception {
        assertThat(Printed.by(UseCourier::main)).containsExactly("SUCCESS OK, sent by desk");
    }

    private static String freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return Integer.toString(any.getLocalPort());
        }
    }
}
