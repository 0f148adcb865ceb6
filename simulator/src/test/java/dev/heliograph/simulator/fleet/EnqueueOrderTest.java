// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Enqueued;
import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one thread enqueues goes out in its order, whether or not it waits for each message to be stored. */
class EnqueueOrderTest {
    private static OutgoingMessage numbered(int number) {
        return OutgoingMessage.to(5001).text("m" + number).build();
    }

    private static List<String> expected(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }

    private static List<String> arrived(Truth truth) {
        return truth.accepted().stream().map(message -> message.text()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:", "shared:enqueue-order", "lagging:"})
    void in_virtual_time(String store) {
        try (FleetRig rig = FleetRig.of(7, "simulator:?seed=7&chat=100/s", 1, builder -> builder.state(store))) {
            rig.connect();
            rig.client(1).limits(rig.client(1).limits().withMinimumDelay(Duration.ZERO));
            List<CompletableFuture<Outcome<Enqueued>>> stored = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                stored.add(rig.client(1).enqueue(numbered(i)));
            }
            for (Outcome<Enqueued> one : rig.all(stored)) {
                rig.time.await(one.orThrow().result());
            }

            assertThat(arrived(rig.truth())).isEqualTo(expected(20));
        }
    }

    @Test
    @Timeout(300)
    void in_real_time_however_the_first_one_meets_the_start_of_the_queue() throws Exception {
        for (int round = 0; round < 15; round++) {
            try (Heliograph fleet = Heliograph.builder()
                    .transport("simulator:?seed=1&latency=0ms&jitter=0ms")
                    .environment(Environment.of(Map.of()))
                    .session(ClientConfig.named("bot").botToken("501:secret").build())
                    .open()) {
                fleet.connect().get(30, TimeUnit.SECONDS);
                List<CompletableFuture<Outcome<Enqueued>>> stored = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    stored.add(fleet.client("bot").enqueue(numbered(i)));
                }
                List<Long> ids = new ArrayList<>();
                for (CompletableFuture<Outcome<Enqueued>> one : stored) {
                    ids.add(one.get(30, TimeUnit.SECONDS).orThrow().id());
                }

                assertThat(ids).as("round %d", round).isSorted().doesNotHaveDuplicates();
            }
        }
    }
}
