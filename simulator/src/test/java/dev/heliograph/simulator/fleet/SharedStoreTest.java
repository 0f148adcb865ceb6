// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.BroadcastState;
import dev.heliograph.api.Enqueued;
import dev.heliograph.api.Serving;
import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Two processes over one store. Each has a Telegram of its own: what went out is what either of them accepted. */
class SharedStoreTest {
    private final VirtualTimeline time = VirtualTimeline.seeded(5);
    private String store;
    private FleetRig left;
    private FleetRig right;

    @BeforeEach
    void open(TestInfo test) {
        store = test.getDisplayName().replaceAll("\\W", "");
        left = node("left");
        right = node("right");
    }

    @AfterEach
    void close() {
        left.close();
        right.close();
    }

    private FleetRig node(String name) {
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
    void both_know_what_the_session_did_in_either() {
        left.connect();
        left.send(1, text(1001, "a"));
        time.await(left.client(1).disconnect());
        time.advance(Duration.ofSeconds(6));
        right.connect();
        right.send(1, text(1001, "b"));
        assertThat(right.client(1).statistics().sent()).isEqualTo(2);
        time.advance(Duration.ofSeconds(6));

        assertThat(time.await(left.client(1).latestStatistics()).sent()).isEqualTo(2);
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

    @Nested
    class A_broadcast {
        private static Stream<OutgoingMessage> messages(int count) {
            return IntStream.range(0, count).mapToObj(i -> text(3000 + i, "m" + i));
        }

        @Test
        void that_is_still_being_stored_ends_when_another_process_withdraws_it() {
            left.connect();
            Broadcast broadcast = left.fleet
                    .broadcast("spring")
                    .messages(messages(200_000).peek(message -> {
                        if (message.peer().equals(Peer.of(5_000))) {
                            Object unused = right.fleet.jobs().cancel("spring");
                        }
                    }))
                    .start();
            time.advance(Duration.ofSeconds(2));
            time.await(right.fleet.jobs().resume("spring"));
            BroadcastReport report = time.await(broadcast.done());

            assertThat(report.state()).isEqualTo(BroadcastState.CANCELLED);
            assertThat(report.total()).isLessThan(200_000);
            assertThat(allTexts()).hasSizeLessThan(100);
        }

        @Test
        void that_another_process_carries_on_leaves_those_alone_who_opted_out_since() {
            left.connect();
            Broadcast broadcast =
                    left.fleet.broadcast("spring").messages(messages(300)).start();
            time.advance(Duration.ofSeconds(2));
            assertThat(time.await(broadcast.pause())).isTrue();
            left.close();
            time.await(right.fleet.exclusions().optOut(Peer.of(3_299)));
            right.connect();
            Serving unused = right.fleet.serve();
            time.await(right.fleet.jobs().resume("spring"));
            time.advance(Duration.ofSeconds(40));

            assertThat(time.await(right.fleet.jobs().find("spring"))
                            .orThrow()
                            .orElseThrow()
                            .counts()
                            .sent())
                    .isEqualTo(299);
            assertThat(time.await(right.fleet.jobs().results("spring", 299, 1))
                            .orThrow()
                            .orElseThrow()
                            .get(0)
                            .reason())
                    .isEqualTo("OPTED_OUT");
            assertThat(texts(right)).doesNotContain("m299");
        }
    }

    @Nested
    class OneBotInBoth {
        private FleetRig here;
        private FleetRig there;

        @BeforeEach
        void connect() {
            here = sharing("here");
            there = sharing("there");
            time.await(here.fleet.connect());
            time.await(there.fleet.connect());
        }

        @AfterEach
        void close() {
            here.close();
            there.close();
        }

        private FleetRig sharing(String node) {
            return FleetRig.of(
                    time,
                    "simulator:?seed=7",
                    0,
                    builder -> builder.state("shared:" + store + "?at-once=true")
                            .node(node)
                            .session(ClientConfig.named("both")
                                    .botToken("77:secret")
                                    .share(true)
                                    .build()));
        }

        private List<CompletableFuture<SendResult>> send(FleetRig rig, int from, int count) {
            return IntStream.range(from, from + count)
                    .mapToObj(i -> rig.fleet.client("both").send(text(3000 + i, "m" + i)))
                    .toList();
        }

        @Test
        void they_stay_inside_one_budget_and_use_it() {
            long begin = time.nanos();
            List<CompletableFuture<SendResult>> told = new ArrayList<>(send(here, 0, 600));
            told.addAll(send(there, 600, 600));
            here.all(told).forEach(result -> assertThat(result.status()).isEqualTo(SendStatus.SUCCESS));
            double perSecond = 1200 / ((time.nanos() - begin) / 1e9);

            assertThat(perSecond).isBetween(0.97 * 30, 30.5);
            assertThat(here.truth().accepted()).hasSize(600);
        }

        @Test
        void a_gate_that_one_of_them_met_is_closed_for_the_other() {
            here.telegram().flood(new AccountId(77), Duration.ofSeconds(40));
            CompletableFuture<SendResult> hit = here.fleet.client("both").send(text(1001, "hit"));
            time.advance(Duration.ofSeconds(1));
            assertThat(hit).isNotDone();
            Explanation explained = time.await(there.fleet.client("both").explain(text(1001, "would wait")));

            assertThat(explained.earliest()).isAfter(time.instant().plusSeconds(30));
        }
    }
}
