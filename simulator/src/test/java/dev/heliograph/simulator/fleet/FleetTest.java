// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.BroadcastState;
import dev.heliograph.api.ClientPool;
import dev.heliograph.api.Enqueued;
import dev.heliograph.api.PoolStrategy;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.AccountId;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.testkit.seeds.Seeds;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whole fleets in virtual time: engine, simulated Telegram and memory store on one queue. */
class FleetTest {
    private static OutgoingMessage text(long chat, String text) {
        return OutgoingMessage.to(chat).text(text).build();
    }

    @Nested
    class Sending {
        @Test
        void a_message_is_accepted_once_and_its_result_names_it() {
            try (FleetRig rig = FleetRig.of(1, "simulator:?seed=1", 1).connect()) {
                SendResult result = rig.send(1, text(77, "hello"));
                assertThat(result.status()).isEqualTo(SendStatus.SUCCESS);
                assertThat(result.sentBy()).isEqualTo(SessionName.of("bot-1"));
                assertThat(rig.truth().accepted()).singleElement().satisfies(accepted -> {
                    assertThat(accepted.messageId()).isEqualTo(result.messageId());
                    assertThat(accepted.chatId()).isEqualTo(77);
                });
            }
        }

        @Test
        void a_name_is_looked_up_once_for_many_messages() {
            try (FleetRig rig = FleetRig.of(1, "simulator:?seed=1", 1).connect()) {
                List<CompletableFuture<SendResult>> sent = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    sent.add(rig.client(1)
                            .send(OutgoingMessage.to("@alice").text("n" + i).build()));
                }
                assertThat(rig.all(sent)).allMatch(SendResult::isSuccess);
                // five messages, one look-up, one sign-in
                assertThat(rig.truth().judgement().requests()).isLessThanOrEqualTo(7);
            }
        }

        @Test
        void refusals_have_their_status() {
            try (FleetRig rig = FleetRig.of(1, "simulator:?seed=1", 1).connect()) {
                assertThat(rig.send(1, OutgoingMessage.to("@blocked").text("x").build())
                                .status())
                        .isEqualTo(SendStatus.FORBIDDEN);
                assertThat(rig.send(
                                        1,
                                        OutgoingMessage.to("@nobody_at_all")
                                                .text("x")
                                                .build())
                                .status())
                        .isEqualTo(SendStatus.NOT_FOUND);
                assertThat(rig.send(1, text(-1001000000003L, "x")).status()).isEqualTo(SendStatus.FORBIDDEN);
                SendResult tooLong = rig.send(1, text(77, "x".repeat(4097)));
                assertThat(tooLong.status()).isEqualTo(SendStatus.TOO_LONG);
                assertThat(tooLong.attempts()).isZero();
            }
        }

        @Test
        void the_limits_of_telegram_are_never_broken_however_much_is_asked_for() {
            try (FleetRig rig = FleetRig.of(3, "simulator:?seed=3", 1).connect()) {
                List<CompletableFuture<SendResult>> sent = new ArrayList<>();
                for (int i = 0; i < 600; i++) {
                    long chat = i % 3 == 0 ? -1001000000002L : i % 3 == 1 ? 77 : 1000 + i;
                    sent.add(rig.client(1).send(text(chat, "m" + i)));
                }
                assertThat(rig.all(sent)).allMatch(SendResult::isSuccess);
                assertThat(rig.truth().judgement().floods()).isZero();
                assertThat(rig.truth().judgement().limitBreaches()).isZero();
            }
        }
    }

    @Nested
    class Floods {
        @Seeds(5)
        void a_flooded_chat_delays_no_other_chat(long seed) {
            List<Instant> calm = acceptances(seed, false);
            List<Instant> flooded = acceptances(seed, true);
            assertThat(flooded).hasSameSizeAs(calm);
            for (int i = 0; i < calm.size(); i++) {
                // the refused request itself costs one permit and its way; nothing else may be felt
                assertThat(Duration.between(calm.get(i), flooded.get(i)))
                        .as("message %s of the others", i)
                        .isLessThan(Duration.ofMillis(200));
            }
        }

        private List<Instant> acceptances(long seed, boolean flood) {
            try (FleetRig rig = FleetRig.of(seed, "simulator:?seed=" + seed, 1).connect()) {
                if (flood) {
                    rig.telegram().flood(new AccountId(501), 77, Duration.ofSeconds(30));
                }
                List<CompletableFuture<SendResult>> sent = new ArrayList<>();
                sent.add(rig.client(1).send(text(77, "first of all")));
                for (int i = 0; i < 200; i++) {
                    sent.add(rig.client(1).send(text(1000 + i, "m" + i)));
                }
                assertThat(rig.all(sent)).allMatch(SendResult::isSuccess);
                assertThat(rig.truth().judgement().insidePenalty()).isZero();
                return rig.truth().accepted().stream()
                        .filter(accepted -> accepted.chatId() != 77)
                        .map(Truth.Accepted::at)
                        .sorted()
                        .toList();
            }
        }

        @Test
        void nothing_is_sent_into_a_window_beyond_what_was_in_flight() {
            try (FleetRig rig = FleetRig.of(4, "simulator:?seed=4", 1).connect()) {
                List<CompletableFuture<SendResult>> sent = new ArrayList<>();
                for (int i = 0; i < 300; i++) {
                    sent.add(rig.client(1).send(text(1000 + i, "m" + i)));
                }
                rig.time.advance(Duration.ofSeconds(3));
                rig.telegram().flood(new AccountId(501), Duration.ofSeconds(20));
                assertThat(rig.all(sent)).allMatch(SendResult::isSuccess);
                assertThat(rig.truth().judgement().insidePenalty()).isZero();
            }
        }

        @Test
        void a_wait_beyond_the_threshold_is_answered_at_once() {
            try (FleetRig rig = FleetRig.of(4, "simulator:?seed=4", 1).connect()) {
                rig.telegram().flood(new AccountId(501), 77, Duration.ofMinutes(10));
                CompletableFuture<SendResult> first = rig.client(1).send(text(77, "a"));
                CompletableFuture<SendResult> second = rig.client(1).send(text(77, "b"));
                rig.time.advance(Duration.ofSeconds(3));
                assertThat(first.join().status()).isEqualTo(SendStatus.FLOOD_WAIT);
                assertThat(second.join().status()).isEqualTo(SendStatus.FLOOD_WAIT);
                assertThat(first.join().retryAfter()).isGreaterThan(Duration.ofMinutes(9));
                CompletableFuture<SendResult> third = rig.client(1).send(text(77, "c"));
                rig.time.advance(Duration.ofMillis(1));
                assertThat(third.join().status()).isEqualTo(SendStatus.FLOOD_WAIT);
                assertThat(third.join().attempts()).isZero();
            }
        }
    }

    @Nested
    class Urgency {
        @Test
        void a_reply_overtakes_a_broadcast() {
            try (FleetRig rig = FleetRig.of(5, "simulator:?seed=5", 1).connect()) {
                Broadcast broadcast = rig.fleet
                        .broadcast("news")
                        .messages(IntStream.range(0, 2000).mapToObj(i -> text(10_000 + i, "n" + i)))
                        .start();
                rig.time.advance(Duration.ofSeconds(10));
                Instant asked = rig.time.instant();
                SendResult reply = rig.send(
                        1,
                        OutgoingMessage.to(42)
                                .text("answer")
                                .trafficClass(TrafficClass.REPLY)
                                .build());
                assertThat(reply.isSuccess()).isTrue();
                assertThat(Duration.between(asked, rig.time.instant())).isLessThan(Duration.ofMillis(250));
                BroadcastReport report = rig.time.await(broadcast.done());
                assertThat(report.sent()).isEqualTo(2000);
            }
        }

        @Test
        void replies_without_end_do_not_starve_a_broadcast() {
            try (FleetRig rig = FleetRig.of(6, "simulator:?seed=6", 1).connect()) {
                for (int i = 0; i < 5000; i++) {
                    rig.client(1)
                            .send(OutgoingMessage.to(100_000 + i)
                                    .text("answer")
                                    .trafficClass(TrafficClass.REPLY)
                                    .build());
                }
                Broadcast broadcast = rig.fleet
                        .broadcast("news")
                        .messages(IntStream.range(0, 100).mapToObj(i -> text(10_000 + i, "n" + i)))
                        .start();
                rig.time.advance(Duration.ofSeconds(60));
                assertThat(broadcast.progress().sent()).isGreaterThan(90);
            }
        }
    }

    @Nested
    class Chaos {
        @Seeds(value = 20, campaign = 500)
        void order_holds_and_every_result_agrees_with_the_server(long seed) {
            boolean dedup = seed % 2 == 0;
            try (FleetRig rig = FleetRig.of(seed, "simulator:?faults=chaos&seed=" + seed + "&dedup=" + dedup, 3)) {
                rig.connect();
                ClientPool pool = rig.fleet.pool("all", PoolStrategy.STICKY, List.of("bot-1", "bot-2", "bot-3"));
                Broadcast broadcast = rig.fleet
                        .broadcast("chaos")
                        .over(pool)
                        .messages(IntStream.range(0, 400)
                                .mapToObj(i -> text(i % 40 == 0 ? -1001000000002L : 1000 + i % 40, "m" + i)))
                        .start();
                rig.time.advance(Duration.ofSeconds(5));
                if (seed % 3 == 0) {
                    // rows whose answer was lost must not go out again by another account
                    rig.telegram().revoke(SessionName.of("bot-1"));
                }
                rig.time.advance(Duration.ofMinutes(2));
                rig.telegram().heal();
                BroadcastReport report = rig.time.await(broadcast.done());
                assertThat(report.state()).isEqualTo(BroadcastState.DONE);
                assertThat(report.total()).isEqualTo(400);
                List<RecipientResult> results =
                        rig.time.await(broadcast.results(0, 1000)).orThrow();
                assertThat(results).hasSize(400);
                check(rig.truth(), results, dedup && seed % 3 != 0);
            }
        }

        private void check(Truth truth, List<RecipientResult> results, boolean dedup) {
            Map<String, Integer> accepted = new TreeMap<>();
            Map<Long, List<Integer>> perChat = new TreeMap<>();
            for (Truth.Accepted message : truth.accepted()) {
                accepted.merge(message.text(), 1, Integer::sum);
                perChat.computeIfAbsent(message.chatId(), chat -> new ArrayList<>())
                        .add(Integer.parseInt(message.text().substring(1)));
            }
            Set<Integer> unsure = new HashSet<>();
            for (RecipientResult result : results) {
                int number = (int) result.line() - 1;
                int times = accepted.getOrDefault("m" + number, 0);
                assertThat(result.status()).as("line %s has its end", number).isNotNull();
                assertThat(times).as("m%s stands there at most once", number).isLessThanOrEqualTo(1);
                if (result.status() == SendStatus.SUCCESS) {
                    assertThat(times).as("m%s was sent", number).isEqualTo(1);
                } else if (result.status() == SendStatus.UNKNOWN) {
                    unsure.add(number);
                } else {
                    assertThat(times).as("m%s: %s", number, result).isZero();
                }
            }
            if (dedup) {
                assertThat(unsure)
                        .as("lost answers are had again where the server knows duplicates")
                        .hasSizeLessThan(5);
            }
            perChat.forEach((chat, numbers) ->
                    assertThat(numbers).as("order in %s", chat).isSorted());
        }

        @Test
        void a_world_can_be_told_when_to_heal() {
            try (FleetRig rig = FleetRig.of(1, "simulator:?floods=1&heal-after=1h", 1)) {
                rig.connect();
                Enqueued waiting =
                        rig.time.await(rig.client(1).enqueue(text(77, "hello"))).orThrow();
                rig.time.advance(Duration.ofMinutes(50));
                assertThat(waiting.result()).isNotDone();
                assertThat(rig.time.await(waiting.result()).isSuccess()).isTrue();
                assertThat(rig.truth().accepted().get(0).at()).isAfter(VirtualTimeline.START.plusSeconds(3600));
            }
        }

        @Seeds(3)
        void the_same_seed_gives_the_same_history(long seed) {
            assertThat(history(seed)).isEqualTo(history(seed));
        }

        private List<Truth.Accepted> history(long seed) {
            try (FleetRig rig = FleetRig.of(seed, "simulator:?faults=chaos&seed=" + seed, 2)) {
                rig.connect();
                Broadcast broadcast = rig.fleet
                        .broadcast("twice")
                        .messages(IntStream.range(0, 100).mapToObj(i -> text(1000 + i % 20, "m" + i)))
                        .start();
                rig.time.advance(Duration.ofMinutes(1));
                rig.telegram().heal();
                rig.time.await(broadcast.done());
                return rig.truth().accepted();
            }
        }
    }

    @Nested
    class Connections {
        @Test
        void a_lost_connection_comes_back_and_what_waited_goes_out() {
            try (FleetRig rig = FleetRig.of(7, "simulator:?seed=7", 1).connect()) {
                rig.telegram().disconnect(SessionName.of("bot-1"));
                rig.time.settle();
                assertThat(rig.client(1).state()).isEqualTo(SessionState.RESTING);
                SendResult result = rig.send(1, text(77, "after"));
                assertThat(result.isSuccess()).isTrue();
                assertThat(rig.client(1).statistics().reconnections()).isEqualTo(1);
            }
        }

        @Test
        void a_revoked_session_is_lost_and_the_pool_goes_on_without_it() {
            try (FleetRig rig = FleetRig.of(8, "simulator:?seed=8", 2).connect()) {
                Broadcast broadcast = rig.fleet
                        .broadcast("news")
                        .messages(IntStream.range(0, 300).mapToObj(i -> text(1000 + i, "n" + i)))
                        .start();
                rig.time.advance(Duration.ofSeconds(1));
                rig.telegram().revoke(SessionName.of("bot-1"));
                BroadcastReport report = rig.time.await(broadcast.done());
                // what was in flight at that moment may have arrived: nobody can ask for that session any more
                assertThat(report.sent() + report.unknown()).isEqualTo(300);
                assertThat(report.unknown()).isLessThanOrEqualTo(2);
                assertThat(rig.client(1).state()).isEqualTo(SessionState.LOST);
                assertThat(rig.truth().accepted().stream().map(Truth.Accepted::text))
                        .doesNotHaveDuplicates();
            }
        }

        @Test
        void two_sessions_of_one_account_share_its_limits() {
            try (FleetRig rig = FleetRig.of(
                            9,
                            "simulator:?seed=9",
                            1,
                            builder -> builder.session(ClientConfig.named("twin")
                                    .botToken("501:secret")
                                    .build()))
                    .connect()) {
                List<CompletableFuture<SendResult>> sent = new ArrayList<>();
                for (int i = 0; i < 300; i++) {
                    sent.add(rig.fleet.pool().send(text(1000 + i, "m" + i)));
                }
                assertThat(rig.all(sent)).allMatch(SendResult::isSuccess);
                assertThat(rig.truth().judgement().limitBreaches()).isZero();
            }
        }
    }
}
