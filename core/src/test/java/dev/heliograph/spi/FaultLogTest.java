// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

class FaultLogTest {
    private static final String FULL = "the disk is full";

    private final VirtualTimeline time = VirtualTimeline.seeded(1);
    private final Queue<SubstituteLoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final FaultLog log = new FaultLog(new SubstituteLogger("test", events, false), "the state", time);

    private List<String> lines() {
        return events.stream().map(SubstituteLoggingEvent::getMessage).toList();
    }

    private void fail(Duration span, String why) {
        for (long millis = 0; millis < span.toMillis(); millis += 200) {
            log.failed("append", why);
            time.advance(Duration.ofMillis(200));
        }
    }

    @Test
    void a_fault_of_three_minutes_is_told_when_it_begins_each_minute_and_when_it_is_over() {
        fail(Duration.ofSeconds(170), FULL);
        log.worked("append");

        assertThat(lines()).hasSize(4);
        assertThat(lines().get(0)).contains(FULL, "the state failed");
        assertThat(lines().get(1)).contains(FULL, "seconds=60", "the state still fails");
        assertThat(lines().get(2)).contains(FULL, "seconds=120", "the state still fails");
        assertThat(lines().get(3)).contains(FULL, "seconds=170", "times=850", "the state works again");
    }

    @Test
    void it_is_over_when_every_part_works_again() {
        log.failed("append", FULL);
        log.failed("swap", FULL);
        log.worked("append");
        assertThat(lines()).hasSize(1);

        log.worked("read");
        assertThat(lines()).hasSize(1);

        log.worked("swap");
        assertThat(lines()).hasSize(2);
    }

    @Test
    void another_reason_is_told_after_ten_seconds() {
        fail(Duration.ofSeconds(11), FULL);
        fail(Duration.ofSeconds(1), "the folder is gone");

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).contains("the folder is gone");
    }

    @Test
    void reasons_that_take_turns_do_not_fill_the_log() {
        for (int second = 0; second < 60; second++) {
            fail(Duration.ofMillis(400), FULL);
            fail(Duration.ofMillis(600), "the folder is gone");
        }

        assertThat(lines()).hasSizeBetween(2, 7);
    }

    @Test
    void a_fault_that_comes_and_goes_does_not_fill_the_log() {
        for (int second = 0; second < 60; second++) {
            fail(Duration.ofMillis(200), FULL);
            log.worked("append");
            time.advance(Duration.ofMillis(800));
        }

        assertThat(lines()).hasSizeBetween(2, 12);
        assertThat(lines().get(0)).contains("failed");
        assertThat(lines().get(1)).contains("works again");
    }

    @Test
    void what_works_all_along_is_told_by_nothing() {
        log.worked("append");

        assertThat(lines()).isEmpty();
    }
}
