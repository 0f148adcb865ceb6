// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollWatchdogTest {
    private static final Duration ALLOWANCE = Duration.ofSeconds(60);

    private final VirtualTimeline time = VirtualTimeline.seeded(7);
    private final Reception reception = new Reception(
            "main", new ScriptedUpdates(time), new Inbox(), time.strand("main"), time, Duration.ofSeconds(50));
    private int restarts;
    private final PollWatchdog watchdog = new PollWatchdog(reception, ALLOWANCE, () -> {
        restarts++;
        throw new IllegalStateException("a bug");
    });

    @Test
    void a_restart_that_fails_is_followed_by_another_one() {
        watchdog.expect(Duration.ofSeconds(5));
        time.advance(Duration.ofSeconds(64));
        assertThat(restarts).isZero();
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(1))).hasMessage("a bug");
        assertThatThrownBy(() -> time.advance(ALLOWANCE)).hasMessage("a bug");
        assertThat(restarts).isEqualTo(2);
    }

    @Test
    void nothing_follows_once_it_sleeps() {
        watchdog.expect(Duration.ofSeconds(5));
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(65))).hasMessage("a bug");
        watchdog.sleep();
        time.advance(Duration.ofHours(1));
        assertThat(restarts).isEqualTo(1);
    }
}
