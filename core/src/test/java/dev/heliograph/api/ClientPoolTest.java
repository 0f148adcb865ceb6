// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How sticky chats are spread over sessions. */
class ClientPoolTest {
    @Test
    void neighbouring_chats_are_spread_evenly_over_sessions_of_alike_names() {
        int[] shares = new int[8];
        for (int chat = 0; chat < 80_000; chat++) {
            shares[chosen(shares.length, Integer.toString(100_000 + chat))]++;
        }
        // 10 000 each; five standard deviations are 468
        for (int share : shares) {
            assertThat(share).isBetween(9_532, 10_468);
        }
    }

    @Test
    void a_session_that_goes_away_moves_its_own_chats_only() {
        for (int chat = 0; chat < 1_000; chat++) {
            String peer = Integer.toString(chat);
            int before = chosen(8, peer);
            if (before != 7) {
                assertThat(chosen(7, peer)).isEqualTo(before);
            }
        }
    }

    private static int chosen(int sessions, String peer) {
        return IntStream.range(0, sessions)
                .boxed()
                .max((one, other) -> Long.compare(
                        ClientPool.mixed("bot-" + (one + 1), peer), ClientPool.mixed("bot-" + (other + 1), peer)))
                .orElseThrow();
    }
}
