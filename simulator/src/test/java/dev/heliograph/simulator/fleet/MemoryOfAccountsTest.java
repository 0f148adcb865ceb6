// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.model.AccountId;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionState;
import dev.heliograph.model.SessionStatistics;
import dev.heliograph.simulator.world.Inhabitants;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What floods teach, and that a restart does not forget it. */
class MemoryOfAccountsTest {
    private static final AccountId BOT = new AccountId(501);
    private static final long BASIC_GROUP = Inhabitants.BASIC_GROUP;

    private static OutgoingMessage text(long chat, String text) {
        return OutgoingMessage.to(chat).text(text).build();
    }

    @Test
    void a_restart_does_not_walk_into_an_open_window() {
        try (FleetRig before = rig(1, "gates")) {
            before.telegram().flood(BOT, 77, Duration.ofMinutes(10));
            assertThat(before.send(1, text(77, "a")).status()).isEqualTo(SendStatus.FLOOD_WAIT);
        }
        try (FleetRig after = rig(2, "gates")) {
            SendResult result = after.send(1, text(77, "b"));
            assertThat(result.status()).isEqualTo(SendStatus.FLOOD_WAIT);
            assertThat(result.attempts()).isZero();
            assertThat(result.retryAfter()).isGreaterThan(Duration.ofMinutes(9));
            Explanation explanation = after.time.await(after.client(1).explain(text(77, "c")));
            assertThat(explanation.holds()).isNotEmpty();
            assertThat(after.send(1, text(78, "d")).isSuccess()).isTrue();
        }
    }

    @Test
    void names_and_the_lack_of_names_are_remembered_over_a_restart() {
        long requests;
        try (FleetRig before = rig(1, "names")) {
            before.send(1, OutgoingMessage.to("@alice").text("a").build());
            before.send(1, OutgoingMessage.to("@nobody_at_all").text("a").build());
        }
        try (FleetRig after = rig(2, "names")) {
            requests = after.truth().judgement().requests();
            assertThat(after.send(1, OutgoingMessage.to("@alice").text("b").build())
                            .isSuccess())
                    .isTrue();
            SendResult nobody =
                    after.send(1, OutgoingMessage.to("@nobody_at_all").text("b").build());
            assertThat(nobody.status()).isEqualTo(SendStatus.NOT_FOUND);
            assertThat(after.truth().judgement().requests()).isEqualTo(requests + 1);
        }
    }

    @Test
    void statistics_go_on_over_a_restart() {
        try (FleetRig before = rig(1, "statistics")) {
            before.send(1, text(1001, "a"));
            before.telegram().flood(BOT, 77, Duration.ofSeconds(3));
            before.send(1, text(77, "b"));
        }
        try (FleetRig after = rig(2, "statistics")) {
            after.send(1, text(1001, "c"));
            SessionStatistics statistics = after.client(1).statistics();
            assertThat(statistics.sent()).isEqualTo(3);
            assertThat(statistics.floodWaits()).isEqualTo(1);
            assertThat(statistics.floodWaited()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3500));
        }
    }

    @Test
    void statistics_are_read_by_a_fleet_that_connects_nothing() {
        Instant ended;
        try (FleetRig before = rig(1, "lookers-on")) {
            before.send(1, text(1001, "a"));
            ended = before.time.instant();
        }
        try (FleetRig looking = FleetRig.of(2, "simulator:", 1, builder -> builder.state("shared:lookers-on"))) {
            SessionStatistics statistics = looking.time.await(looking.client(1).latestStatistics());
            assertThat(statistics.sent()).isEqualTo(1);
            assertThat(statistics.state()).isEqualTo(SessionState.DISCONNECTED);
            assertThat(statistics.asOf()).isEqualTo(ended);
        }
    }

    @Test
    void a_group_that_became_a_supergroup_is_found_under_its_old_id_after_a_restart() {
        long to;
        try (FleetRig before = rig(1, "moved")) {
            assertThat(before.send(1, text(BASIC_GROUP, "a")).isSuccess()).isTrue();
            to = before.telegram().upgrade(BASIC_GROUP);
            assertThat(before.send(1, text(BASIC_GROUP, "b")).chatId()).isEqualTo(to);
        }
        try (FleetRig after = rig(2, "moved")) {
            SendResult result = after.send(1, text(BASIC_GROUP, "c"));
            assertThat(result.attempts()).isEqualTo(1);
            // this Telegram is another one, where that supergroup never was
            assertThat(result.status()).isEqualTo(SendStatus.NOT_FOUND);
            assertThat(result.chatId()).isEqualTo(to);
        }
    }

    @Test
    void a_limit_that_was_tightened_unannounced_is_learned_and_kept() {
        try (FleetRig rig = rig(3, "rates")) {
            rig.telegram()
                    .limits(
                            BOT,
                            Limits.forBots().withSession(Limit.rate(20, 27)).withChat(Limit.rate(2, 6)));
            Broadcast broadcast = rig.fleet
                    .broadcast("learn")
                    .messages(IntStream.range(0, 15_000).mapToObj(i -> text(1000 + i, "m" + i)))
                    .start();
            rig.time.advance(Duration.ofMinutes(2));
            Instant learned = rig.time.instant();
            Truth.Judgement early = rig.truth().judgement();
            rig.time.advance(Duration.ofMinutes(8));
            Truth.Judgement late = rig.truth().judgement();
            long accepted = rig.truth().accepted().stream()
                    .filter(message -> message.at().isAfter(learned))
                    .count();
            assertThat(accepted / (8 * 60.0)).as("a second, of 20").isGreaterThan(19);
            assertThat((late.floods() - early.floods()) / (double) accepted)
                    .as("refused")
                    .isLessThan(0.01);
            assertThat(broadcast.progress().failed()).isZero();
        }
        assertThat(floodsOfTheFirstMinute("rates"))
                .as("with what was learned, and without")
                .isLessThan(floodsOfTheFirstMinute("nothing"));
    }

    private static long floodsOfTheFirstMinute(String store) {
        try (FleetRig after = rig(4, store)) {
            after.telegram()
                    .limits(
                            BOT,
                            Limits.forBots().withSession(Limit.rate(20, 27)).withChat(Limit.rate(2, 6)));
            after.fleet
                    .broadcast("again")
                    .messages(IntStream.range(0, 1200).mapToObj(i -> text(50_000 + i, "m" + i)))
                    .start();
            after.time.advance(Duration.ofSeconds(60));
            return after.truth().judgement().floods();
        }
    }

    private static FleetRig rig(long seed, String store) {
        return FleetRig.of(seed, "simulator:?seed=" + seed, 1, builder -> builder.state("shared:" + store))
                .connect();
    }
}
