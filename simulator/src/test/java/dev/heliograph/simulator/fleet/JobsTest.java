// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastState;
import dev.heliograph.api.JobSummary;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A broadcast of one process, seen and steered from another one. */
class JobsTest {
    private final VirtualTimeline time = VirtualTimeline.seeded(3);
    private FleetRig sender;
    private FleetRig desk;
    private Broadcast news;

    @BeforeEach
    void begin(TestInfo test) {
        String store = test.getDisplayName().replaceAll("\\W", "");
        sender = node("sender", store).connect();
        desk = node("desk", store);
        Stream<OutgoingMessage> messages = IntStream.range(0, 500)
                .mapToObj(i -> OutgoingMessage.to(2000 + i).text("m" + i).build());
        news = sender.fleet.broadcast("news").messages(messages).start();
        time.advance(Duration.ofSeconds(3));
    }

    @AfterEach
    void close() {
        sender.close();
        desk.close();
    }

    private FleetRig node(String name, String store) {
        return FleetRig.of(
                time,
                "simulator:?seed=3",
                1,
                builder -> builder.state("shared:" + store + "?at-once=true").node(name));
    }

    private int accepted() {
        return sender.truth().accepted().size();
    }

    private JobSummary summary() {
        return time.await(desk.fleet.jobs().list()).orThrow().get(0);
    }

    @Test
    void it_is_listed_while_it_runs_and_when_it_is_done() {
        assertThat(summary().job()).isEqualTo("news");
        assertThat(summary().pool()).isEqualTo("all");
        assertThat(summary().state()).isEqualTo(BroadcastState.RUNNING);

        assertThat(time.await(news.done()).sent()).isEqualTo(500);
        OutboxCounts counts = summary().counts();
        assertThat(summary().state()).isEqualTo(BroadcastState.DONE);
        assertThat(counts.sent()).isEqualTo(500);
    }

    @Test
    void it_is_held_and_goes_on() {
        assertThat(time.await(desk.fleet.jobs().pause("news")).orThrow()).contains(true);
        time.advance(Duration.ofSeconds(2));
        int atThePause = accepted();
        time.advance(Duration.ofMinutes(5));
        assertThat(accepted() - atThePause).as("sent while it was held").isLessThan(5);
        assertThat(summary().state()).isEqualTo(BroadcastState.PAUSED);

        assertThat(time.await(desk.fleet.jobs().resume("news")).orThrow()).contains(true);
        assertThat(time.await(news.done()).sent()).isEqualTo(500);
    }

    @Test
    void it_is_withdrawn() {
        long withdrawn = 0;
        for (int i = 0; i < 5; i++) {
            withdrawn += time.await(desk.fleet.jobs().cancel("news")).orThrow().orElseThrow();
            time.advance(Duration.ofSeconds(2));
        }

        assertThat(accepted() + withdrawn).isEqualTo(500);
        List<RecipientResult> results =
                time.await(desk.fleet.jobs().results("news", 0, 1000)).orThrow().orElseThrow();
        assertThat(results).hasSize(500);
        assertThat(results.get(499).status()).isEqualTo(SendStatus.FAILED);
        assertThat(results.get(499).reason()).isEqualTo("CANCELLED");
    }

    @Test
    void it_begins_anew_in_the_process_that_withdrew_it() {
        for (int i = 0; i < 5; i++) {
            time.await(desk.fleet.jobs().cancel("news"));
            time.advance(Duration.ofSeconds(2));
        }
        sender.close();
        desk.connect();
        Stream<OutgoingMessage> more = IntStream.range(0, 520)
                .mapToObj(i -> OutgoingMessage.to(2000 + i).text("m" + i).build());
        Broadcast again =
                desk.fleet.broadcast("news").messages(more).releaseHold(true).start();
        time.await(again.done());

        assertThat(desk.truth().accepted()).hasSize(20);
        assertThat(time.await(again.results(500, 1000)).orThrow())
                .hasSize(20)
                .allMatch(result -> result.status() == SendStatus.SUCCESS);
    }

    @Test
    void another_name_is_no_job() {
        assertThat(time.await(desk.fleet.jobs().pause("olds")).orThrow()).isEqualTo(Optional.empty());
    }
}
