// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.ClientPool;
import dev.heliograph.api.Enqueued;
import dev.heliograph.api.PoolStrategy;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that are stored for a pool before one of its sessions sends them. */
class PooledEnqueueTest {
    private final VirtualTimeline time = VirtualTimeline.seeded(11);

    private FleetRig rig(String store) {
        return FleetRig.of(time, "simulator:?seed=11", 2, builder -> builder.state(store));
    }

    private static ClientPool desk(FleetRig rig, PoolStrategy strategy) {
        return rig.fleet.pool("desk", strategy, List.of("bot-1", "bot-2"));
    }

    private List<Enqueued> enqueue(ClientPool pool, int chats, int each) {
        List<Enqueued> stored = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            for (int chat = 0; chat < chats; chat++) {
                OutgoingMessage message =
                        OutgoingMessage.to(1000 + chat).text("m" + i).build();
                stored.add(time.await(pool.enqueue(message)).orThrow());
            }
        }
        return stored;
    }

    private static Map<Long, List<String>> byChat(Truth truth) {
        Map<Long, List<String>> chats = new LinkedHashMap<>();
        truth.accepted()
                .forEach(one -> chats.computeIfAbsent(one.chatId(), chat -> new ArrayList<>())
                        .add(one.text()));
        return chats;
    }

    @ParameterizedTest
    @EnumSource(PoolStrategy.class)
    void they_go_out_over_all_sessions_in_order_within_a_chat(PoolStrategy strategy) {
        try (FleetRig rig = rig("memory:").connect()) {
            for (Enqueued one : enqueue(desk(rig, strategy), 8, 5)) {
                assertThat(time.await(one.result()).isSuccess()).isTrue();
            }

            List<String> inOrder = IntStream.range(0, 5).mapToObj(i -> "m" + i).toList();
            assertThat(byChat(rig.truth()))
                    .hasSize(8)
                    .allSatisfy((chat, texts) -> assertThat(texts).isEqualTo(inOrder));
            assertThat(rig.truth().accepted())
                    .extracting(Truth.Accepted::session)
                    .contains("bot-1", "bot-2");
        }
    }

    @Test
    void one_whose_key_is_there_is_the_earlier_one() {
        try (FleetRig rig = rig("memory:").connect()) {
            OutgoingMessage message =
                    OutgoingMessage.to(1000).text("once").key("order-1").build();
            Enqueued first = time.await(desk(rig, PoolStrategy.ROUND_ROBIN).enqueue(message))
                    .orThrow();
            SendResult sent = time.await(first.result());
            Enqueued again = time.await(desk(rig, PoolStrategy.ROUND_ROBIN).enqueue(message))
                    .orThrow();

            assertThat(again.fresh()).isFalse();
            assertThat(again.id()).isEqualTo(first.id());
            assertThat(time.await(again.result()).messageId()).isEqualTo(sent.messageId());
            assertThat(rig.truth().accepted()).hasSize(1);
        }
    }

    @Test
    void what_a_process_left_goes_out_by_one_that_has_the_pool_and_connects(TestInfo test) {
        String store = "shared:" + test.getDisplayName();
        try (FleetRig first = rig(store)) {
            enqueue(desk(first, PoolStrategy.STICKY), 3, 4);
        }
        try (FleetRig second = rig(store)) {
            ClientPool unused = desk(second, PoolStrategy.STICKY);
            second.connect();
            time.advance(Duration.ofMinutes(2));

            assertThat(second.truth().accepted()).hasSize(12);
            assertThat(byChat(second.truth()))
                    .allSatisfy((chat, texts) -> assertThat(texts).containsExactly("m0", "m1", "m2", "m3"));
        }
    }

    @Test
    void what_a_process_left_goes_out_by_one_that_makes_the_pool_later(TestInfo test) {
        String store = "shared:" + test.getDisplayName();
        try (FleetRig first = rig(store)) {
            enqueue(desk(first, PoolStrategy.STICKY), 3, 1);
        }
        try (FleetRig second = rig(store).connect()) {
            ClientPool unused = desk(second, PoolStrategy.STICKY);
            time.advance(Duration.ofMinutes(2));

            assertThat(second.truth().accepted()).hasSize(3);
        }
    }

    @Test
    void what_a_process_left_goes_out_by_one_that_serves(TestInfo test) {
        String store = "shared:" + test.getDisplayName();
        try (FleetRig first = rig(store)) {
            enqueue(desk(first, PoolStrategy.ROUND_ROBIN), 5, 2);
        }
        try (FleetRig second = rig(store)) {
            second.fleet.serve();
            time.advance(Duration.ofMinutes(5));

            assertThat(second.truth().accepted()).hasSize(10);
        }
    }

    @Test
    void one_for_later_is_kept_until_its_time(TestInfo test) {
        try (FleetRig rig = rig("shared:" + test.getDisplayName()).connect()) {
            OutgoingMessage later = OutgoingMessage.to(1000)
                    .text("later")
                    .schedule(time.instant().plus(Duration.ofHours(1)))
                    .build();
            assertThat(time.await(desk(rig, PoolStrategy.STICKY).enqueue(later)).isDone())
                    .isTrue();
            time.advance(Duration.ofMinutes(59));
            assertThat(rig.truth().accepted()).isEmpty();
            time.advance(Duration.ofMinutes(2));
            assertThat(rig.truth().accepted()).hasSize(1);
        }
    }
}
