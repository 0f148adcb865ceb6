// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.time.VirtualTimeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole fleet over the notebook. */
class NotebookFleetTest {
    private static final int MESSAGES = 600;

    @TempDir
    Path folder;

    private final VirtualTimeline time = VirtualTimeline.seeded(7);

    private Heliograph open() {
        Heliograph fleet = Heliograph.builder()
                .virtualTime(time)
                .transport("simulator:?seed=7")
                .state("notebook:" + folder.resolve("book"))
                .session(ClientConfig.named("news").botToken("5001:simulated").build())
                .open();
        time.await(fleet.connect());
        return fleet;
    }

    private static Broadcast start(Heliograph fleet) {
        return fleet.broadcast("morning-news")
                .messages(LongStream.range(0, MESSAGES)
                        .mapToObj(i -> OutgoingMessage.to(700_001 + i)
                                .text("Good morning")
                                .build()))
                .start();
    }

    @Test
    void a_job_goes_on_in_the_next_life_of_the_fleet() {
        Heliograph first = open();
        Broadcast begun = start(first);
        time.advanceUntil(() -> begun.progress().sent() >= 20, Duration.ofMinutes(1));
        time.await(first.close(Duration.ofMillis(200)));
        long before = begun.progress().sent();

        Heliograph second = open();
        BroadcastReport report = time.await(start(second).done());
        time.await(second.close(Duration.ofSeconds(5)));

        assertThat(before).isBetween(20L, MESSAGES - 1L);
        assertThat(report.total()).isEqualTo(MESSAGES);
        assertThat(report.failed()).isEmpty();
        assertThat(report.sent() + report.unknown()).isEqualTo(MESSAGES);
        // only what was on its way when the first life ended
        assertThat(report.unknown()).isLessThan(5);
    }

    @Test
    void values_are_there_again() {
        Heliograph first = open();
        time.await(first.state().set("greeting", "Good morning"));
        time.await(first.close(Duration.ZERO));

        Heliograph second = open();
        assertThat(time.await(second.state().get("greeting")).orThrow()).contains("Good morning");
        time.await(second.close(Duration.ZERO));
    }
}
