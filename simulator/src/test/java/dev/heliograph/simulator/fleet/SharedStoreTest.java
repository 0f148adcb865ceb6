// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Enqueued;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Two processes over one store. Each has a Telegram of its own: what went out is what either of them accepted. */
class SharedStoreTest {
    private final VirtualTimeline time = VirtualTimeline.seeded(5);
    private FleetRig left;
    private FleetRig right;

    @BeforeEach
    void open(TestInfo test) {
        String store = test.getDisplayName().replaceAll("\\W", "");
        left = node("left", store);
        right = node("right", store);
    }

    @AfterEach
    void close() {
        left.close();
        right.close();
    }

    private FleetRig node(String name, String store) {
        return FleetRig.of(
                time,
                "simulator:?seed=5",
                1,
                builder -> builder.state("shared:" + store + "?at-once=true").node(name));
    }

    private static OutgoingMessage text(long chat, String text) {
        return OutgoingMessage.to(chat).text(text).build();
    }

    private static List<String> texts(FleetRig rig) {
        return rig.truth().accepted().stream().map(Truth.Accepted::text).toList();
    }

    private List<String> allTexts() {
        List<String> all = new ArrayList<>(texts(left));
        all.addAll(texts(right));
        return all;
    }

    private CompletableFuture<SendResult> enqueue(FleetRig rig, OutgoingMessage message) {
        Outcome<Enqueued> stored = time.await(rig.client(1).enqueue(message));
        return stored.orThrow().result();
    }

    @Test
    void a_session_is_connected_by_one_of_them() {
        left.connect();
        List<Outcome<SelfInfo>> refused = time.await(right.fleet.connect());

        assertThat(refused.get(0).failure().reason()).startsWith("IN_USE").contains("'left'");
    }

    @Test
    void what_one_stores_the_other_sends_and_the_first_is_told() {
        left.connect();
        CompletableFuture<SendResult> told = enqueue(right, text(1001, "from the right"));
        SendResult result = time.await(told);

        assertThat(result.status()).isEqualTo(SendStatus.SUCCESS);
        assertThat(texts(left)).containsExactly("from the right");
        assertThat(texts(right)).isEmpty();
    }

    @Test
    void the_queue_follows_its_session_in_order_and_nothing_goes_out_twice() {
        left.connect();
        List<CompletableFuture<SendResult>> told = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            told.add(enqueue(left, text(1001 + i % 2, "m" + i)));
        }
        time.advance(Duration.ofSeconds(5));
        int before = texts(left).size();
        assertThat(before).isBetween(2, 38);
        time.await(left.client(1).disconnect());
        right.connect();
        left.all(told).forEach(result -> assertThat(result.status()).isEqualTo(SendStatus.SUCCESS));

        assertThat(allTexts())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "m" + i).toList());
        for (int chat = 0; chat < 2; chat++) {
            int parity = chat;
            assertThat(allTexts().stream()
                            .map(text -> Integer.parseInt(text.substring(1)))
                            .filter(number -> number % 2 == parity))
                    .isSorted();
        }
    }

    @Test
    void a_session_that_comes_back_goes_on_with_its_queue() {
        left.connect();
        time.await(left.client(1).disconnect());
        right.connect();
        time.await(right.client(1).disconnect());
        left.connect();
        CompletableFuture<SendResult> told = enqueue(right, text(1001, "again"));

        assertThat(time.await(told).status()).isEqualTo(SendStatus.SUCCESS);
        assertThat(texts(left)).containsExactly("again");
    }
}
