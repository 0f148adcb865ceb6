// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers that tell the same nonsense over and over: they are asked seldom, and nothing of it counts as news. */
class BadUpdatesTest {
    private static final String MESSAGE =
            "\"message\":{\"message_id\":5,\"date\":1,\"chat\":{\"id\":7},\"text\":\"hi\"}";

    private final VirtualTimeline timeline = VirtualTimeline.seeded(7);
    private final Inbox inbox = new Inbox();
    private final PollCounts counts = new PollCounts();
    private final List<Long> offsets = new ArrayList<>();

    /** Polls for a minute a server that answers at once, always the same. */
    private void poll(String updates) {
        JsonNode answer = JsonMapper.shared().readTree(updates);
        BotCalls server = (method, params, timeout) -> {
            offsets.add(params.path("offset").longValue(0));
            return CompletableFuture.completedFuture(Verdict.done(answer));
        };
        Poller poller = new Poller(
                new Reception("main", server, inbox, timeline.strand("main"), timeline, Duration.ofSeconds(50)),
                counts);
        poller.receive(true);
        poller.connected(4_711);
        timeline.advance(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, (1L << 53) + 1, 0, -5, Long.MIN_VALUE})
    void a_number_that_cannot_be_confirmed_is_no_reason_to_hurry(long id) {
        poll("[{\"update_id\":" + id + "," + MESSAGE + "}]");
        assertThat(offsets).hasSizeLessThan(60).containsOnly(0L);
        assertThat(inbox.texts()).isEmpty();
    }

    @Test
    void a_server_that_ignores_what_was_confirmed_is_asked_seldom() {
        poll("[{\"update_id\":9," + MESSAGE + "}]");
        assertThat(offsets).hasSizeLessThan(60).endsWith(10L);
        assertThat(inbox.texts()).containsExactly("hi");
    }

    @Test
    void many_without_a_number_are_counted_and_passed_over() {
        poll("[" + "{},".repeat(1_999) + "{\"update_id\":9," + MESSAGE + "}]");
        assertThat(inbox.texts()).containsExactly("hi");
        assertThat(counts.malformed.get()).isGreaterThanOrEqualTo(1_999);
        assertThat(offsets).hasSizeLessThan(60);
    }

    @Test
    void those_that_cannot_be_read_are_confirmed() {
        poll("[{\"update_id\":8,\"message\":{\"chat\":5}},{\"update_id\":9,\"message\":7}]");
        assertThat(counts.malformed.get()).isEqualTo(2);
        assertThat(offsets).endsWith(10L);
    }
}
