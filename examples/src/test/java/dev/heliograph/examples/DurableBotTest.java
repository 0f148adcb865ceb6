// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bot keeps in a file, over a restart and in virtual time. */
class DurableBotTest {
    @TempDir
    Path folder;

    private static Heliograph open(VirtualTimeline time, Path file) {
        return Heliograph.builder()
                .virtualTime(time)
                .transport("simulator:?seed=7")
                .state("sqlite:" + file)
                .session(ClientConfig.named("desk").botToken("5001:simulated").build())
                .open();
    }

    private static OutgoingMessage reminder(int number) {
        return OutgoingMessage.to(700001)
                .text("reminder " + number)
                .key("r" + number)
                .build();
    }

    private static List<String> arrived(Heliograph fleet) {
        return fleet.transportFacet(ClientConfig.MAIN_TRANSPORT, Truth.class).orElseThrow().accepted().stream()
                .map(Truth.Accepted::text)
                .toList();
    }

    /** Stores five before anything is connected, restarts, and tells what was sent, when, and after how many tasks. */
    private static List<String> history(Path file) {
        VirtualTimeline time = VirtualTimeline.seeded(7);
        List<String> history = new ArrayList<>();
        try (Heliograph first = open(time, file)) {
            for (int i = 0; i < 5; i++) {
                assertThat(time.await(first.client("desk").enqueue(reminder(i)))
                                .orThrow()
                                .fresh())
                        .isTrue();
            }
            assertThat(time.await(first.state().set("greeting", "hello")).isDone())
                    .isTrue();
        }
        try (Heliograph second = open(time, file)) {
            time.await(second.connect());
            time.advance(Duration.ofMinutes(1));
            history.addAll(arrived(second));
            assertThat(time.await(second.client("desk").enqueue(reminder(2)))
                            .orThrow()
                            .fresh())
                    .isFalse();
            history.add(time.await(second.state().get("greeting")).orThrow().orElse("nothing"));
        }
        history.add(time.nanos() + " after " + time.executed());
        return history;
    }

    @Test
    void what_was_stored_goes_out_after_a_restart_once_and_in_order() {
        assertThat(history(folder.resolve("state.db")))
                .startsWith("reminder 0", "reminder 1", "reminder 2", "reminder 3", "reminder 4", "hello")
                .hasSize(7);
    }

    @Test
    void the_same_seed_gives_the_same_history() {
        assertThat(history(folder.resolve("one.db"))).isEqualTo(history(folder.resolve("other.db")));
    }
}
