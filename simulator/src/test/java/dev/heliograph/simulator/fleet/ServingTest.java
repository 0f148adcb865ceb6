// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Enqueued;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Three processes that serve seven sessions over one store; a lease is of 15 s. */
class ServingTest {
    private static final int SESSIONS = 7;
    private static final Duration TAKE_OVER = Duration.ofSeconds(25);
    private final VirtualTimeline time = VirtualTimeline.seeded(9);
    private final Map<String, FleetRig> nodes = new LinkedHashMap<>();
    private String store;

    @BeforeEach
    void serve(TestInfo test) {
        store = test.getDisplayName().replaceAll("\\W", "");
        List.of("a", "b", "c").forEach(this::start);
    }

    @AfterEach
    void close() {
        nodes.values().forEach(FleetRig::close);
    }

    private void start(String name) {
        FleetRig rig = FleetRig.of(
                time,
                "simulator:?seed=9",
                SESSIONS,
                builder -> builder.state("shared:" + store + "?at-once=true&line=" + name)
                        .node(name));
        nodes.put(name, rig);
        Object unused = rig.fleet.serve();
    }

    /** Lets time pass, and looks ten times a second that no session is connected twice. */
    private void advance(Duration span) {
        for (long tenths = span.toMillis() / 100; tenths > 0; tenths--) {
            time.advance(Duration.ofMillis(100));
            for (int i = 1; i <= SESSIONS; i++) {
                assertThat(holders(i)).as("nodes that have bot-%d connected", i).hasSizeLessThan(2);
            }
        }
    }

    private List<String> holders(int number) {
        return nodes.entrySet().stream()
                .filter(node -> node.getValue().client(number).isConnected())
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<Long> shares() {
        return nodes.values().stream()
                .map(rig -> rig.fleet.clients().stream()
                        .filter(TelegramClient::isConnected)
                        .count())
                .toList();
    }

    @Test
    void sessions_are_spread_evenly() {
        advance(Duration.ofSeconds(30));

        assertThat(shares()).containsExactlyInAnyOrder(2L, 2L, 3L);
        assertThat(nodes.get("b").fleet.serve().nodes()).containsExactly("a", "b", "c");
    }

    @Test
    void sessions_of_a_node_that_leaves_go_to_the_others_at_once() {
        advance(Duration.ofSeconds(30));
        nodes.remove("b").close();
        advance(Duration.ofSeconds(7));

        assertThat(shares()).containsExactlyInAnyOrder(3L, 4L);
    }

    @Test
    void sessions_of_a_node_that_is_cut_off_follow_after_the_lease() {
        advance(Duration.ofSeconds(30));
        SharedMemory.cut(store, "c", true);
        advance(TAKE_OVER);

        assertThat(shares().subList(0, 2)).containsExactlyInAnyOrder(3L, 4L);
        assertThat(shares().get(2)).isZero();
    }

    @Test
    void a_node_that_comes_back_gets_its_share_again() {
        advance(Duration.ofSeconds(30));
        SharedMemory.cut(store, "c", true);
        advance(TAKE_OVER);
        SharedMemory.cut(store, "c", false);
        advance(Duration.ofSeconds(60));

        assertThat(shares()).containsExactlyInAnyOrder(2L, 2L, 3L);
    }

    @Test
    void what_is_enqueued_anywhere_goes_out_once_and_in_order_whatever_happens_to_nodes() {
        advance(Duration.ofSeconds(30));
        List<CompletableFuture<SendResult>> told = new ArrayList<>();
        for (int i = 0; i < 210; i++) {
            OutgoingMessage message =
                    OutgoingMessage.to(4000 + i % 3).text("m" + i).build();
            Enqueued stored = time.await(nodes.get("a").client(1 + i % SESSIONS).enqueue(message))
                    .orThrow();
            told.add(stored.result());
        }
        SharedMemory.cut(store, "c", true);
        advance(Duration.ofSeconds(40));
        SharedMemory.cut(store, "c", false);
        advance(Duration.ofMinutes(3));

        for (CompletableFuture<SendResult> one : told) {
            assertThat(time.await(one).status()).isIn(SendStatus.SUCCESS, SendStatus.UNKNOWN);
        }
        List<String> accepted = new ArrayList<>();
        nodes.values()
                .forEach(rig -> accepted.addAll(rig.truth().accepted().stream()
                        .map(Truth.Accepted::text)
                        .toList()));
        assertThat(accepted).doesNotHaveDuplicates().hasSizeGreaterThan(195);
        long unknown = told.stream()
                .filter(one -> one.join().status() == SendStatus.UNKNOWN)
                .count();
        assertThat(accepted.size()).isGreaterThanOrEqualTo((int) (210 - unknown));
    }
}
