// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Bytes;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Heartbeat;
import dev.heliograph.model.SessionHealth;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.SessionState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stored form of what a process says of its sessions. */
class HeartbeatNoteTest {
    private static final SessionName ALPHA = SessionName.of("alpha");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void it_is_read_as_it_was_written() {
        Heartbeat beat = new Heartbeat(
                "host-1",
                NOW,
                Duration.ofSeconds(15),
                new SessionHealth(ALPHA, true, SessionState.READY, 60, List.of("one reason", "another: one")),
                7,
                0.5,
                NOW.minusSeconds(3),
                new AccountId(501),
                List.of(new Explanation.Hold("a flood closed send", NOW.plusSeconds(300))),
                List.of("session/0 14.7/s burst 9", "chat/-1005 10/60s"));

        assertThat(HeartbeatNote.read(ALPHA, HeartbeatNote.write(beat))).isEqualTo(beat);
    }

    @Test
    void what_nobody_knows_is_left_out() {
        Heartbeat beat = new Heartbeat(
                "host-1",
                NOW,
                Duration.ofSeconds(15),
                new SessionHealth(ALPHA, false, SessionState.CONNECTING, 0, List.of()),
                0,
                1,
                null,
                null,
                List.of(),
                List.of());

        assertThat(HeartbeatNote.read(ALPHA, HeartbeatNote.write(beat))).isEqualTo(beat);
    }

    @Test
    void the_stored_form_is_for_ever() {
        Heartbeat beat = HeartbeatNote.read(
                ALPHA,
                bytes("heartbeat 1\nnode host-1\nat 2026-01-01T00:00:00Z\nevery_ms 15000\nstate READY\nhealthy true\n"
                        + "score 100\nqueue_depth 2\nspeed 1.0\na_later_word and its value\n"));

        assertThat(beat).isNotNull();
        assertThat(beat.node()).isEqualTo("host-1");
        assertThat(beat.queueDepth()).isEqualTo(2);
    }

    @Test
    void a_later_form_or_none_at_all_says_nothing() {
        for (String text : List.of("", "heartbeat 2\n", "heartbeat 1\n", "heartbeat 1\nat noon\n", "\u0001\u0002")) {
            assertThat(HeartbeatNote.read(ALPHA, bytes(text))).as(text).isNull();
        }
    }
}
