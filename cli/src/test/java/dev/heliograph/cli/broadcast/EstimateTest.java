// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import dev.heliograph.model.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static ChatCounts.Totals totals(int chats, int each, long first) {
        return counts(chats, each, first).totals();
    }

    private static ChatCounts counts(int chats, int each, long first) {
        ChatCounts counts = new ChatCounts();
        for (int i = 0; i < chats * each; i++) {
            counts.add(Peer.of(first + i % chats));
        }
        return counts;
    }

    @Test
    void many_recipients_wait_for_the_limit_of_the_sessions() {
        Estimate one = Estimate.of(totals(30_020, 1, 1), List.of(Limits.forBots()));
        assertThat(one).isEqualTo(new Estimate(Duration.ofSeconds(1000), "session"));
        Estimate two = Estimate.of(totals(30_040, 1, 1), List.of(Limits.forBots(), Limits.forBots()));
        assertThat(two.duration()).isEqualTo(Duration.ofMillis(500_000));
    }

    @Test
    void many_messages_to_one_chat_wait_for_the_limit_of_a_chat() {
        assertThat(Estimate.of(totals(1, 102, 1), List.of(Limits.forBots(), Limits.forBots())))
                .isEqualTo(new Estimate(Duration.ofSeconds(100), "chat"));
        assertThat(Estimate.of(totals(1, 120, -1_001_000_000_050L), List.of(Limits.forBots())))
                .isEqualTo(new Estimate(Duration.ofSeconds(300), "group"));
    }

    @Test
    void users_write_to_groups_slowly() {
        assertThat(Estimate.of(totals(176, 1, -1_001_000_000_900L), List.of(Limits.forUsers()))
                        .limit())
                .isEqualTo("groups");
    }

    @Test
    void few_messages_take_no_time() {
        assertThat(Estimate.of(new ChatCounts().totals(), List.of(Limits.forBots())))
                .isEqualTo(new Estimate(Duration.ZERO, "none"));
    }

    @Test
    void the_end_is_put_off_by_quiet_hours() {
        Estimate estimate = new Estimate(Duration.ofHours(15), "session");
        List<QuietHours> night = List.of(QuietHours.parse("22:00-08:00", ZoneOffset.UTC));

        assertThat(estimate.end(NOON, List.of())).isEqualTo("2026-03-02T03:00:00Z");
        assertThat(estimate.end(NOON, night)).isEqualTo("2026-03-02T13:00:00Z");
        assertThat(estimate.end(Instant.parse("2026-03-01T23:00:00Z"), night)).isEqualTo("2026-03-03T09:00:00Z");
    }

    @Test
    void messages_are_counted_by_where_they_go() {
        ChatCounts counts = counts(2, 2, 1);
        counts.add(Peer.of(-5));
        counts.add(Peer.of("@alice"));

        assertThat(counts.totals()).isEqualTo(new ChatCounts.Totals(4, 1, 1, 2, 1));
        assertThat(counts.totals().messages()).isEqualTo(6);
        assertThat(counts.chats()).isEqualTo(4);
        assertThat(counts.remove(chat -> chat.equals(Peer.of(1)))).isEqualTo(2);
        assertThat(counts.totals().messages()).isEqualTo(4);
    }
}
