// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.model.AccountId;
import dev.heliograph.model.Limit;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import dev.heliograph.simulator.world.Inhabitants;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How near a broadcast comes to what the server would let through, in virtual time. */
class PaceTest {
    private static final AccountId BOT = new AccountId(501);
    private static final long GROUP = Inhabitants.GROUP;

    private static Stream<OutgoingMessage> strangers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> OutgoingMessage.to(1000 + i).text("m" + i).build());
    }

    private static FleetRig rig(long seed) {
        return FleetRig.of(seed, "simulator:?dedup=false&seed=" + seed, 1).connect();
    }

    private static long accepted(FleetRig rig, Instant from, Instant to) {
        return rig.truth().accepted().stream()
                .map(Truth.Accepted::at)
                .filter(at -> !at.isBefore(from) && at.isBefore(to))
                .count();
    }

    @Test
    void a_window_out_of_the_blue_is_left_alone_and_costs_no_more_than_its_length() {
        try (FleetRig rig = rig(5)) {
            Broadcast broadcast =
                    rig.fleet.broadcast("news").messages(strangers(1500)).start();
            assertThat(rig.time.advanceUntil(() -> rig.truth().accepted().size() >= 500, Duration.ofMinutes(1)))
                    .isTrue();
            rig.telegram().flood(BOT, Duration.ofSeconds(5));
            rig.time.await(broadcast.done());
            assertThat(rig.truth().judgement().insidePenalty()).isZero();
            List<Truth.Accepted> all = rig.truth().accepted();
            assertThat(all).hasSize(1500);
            double least = (1500 - 40) / 30.0 + 5;
            double took = Duration.between(all.get(0).at(), all.get(1499).at()).toMillis() / 1000.0;
            assertThat(least / took).as("goodput of %s s", took).isGreaterThan(0.95);
            assertThat(rig.truth().judgement().floods()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void a_server_that_lets_through_less_than_was_believed_is_found_out_within_a_minute() {
        try (FleetRig rig = rig(6)) {
            Broadcast broadcast =
                    rig.fleet.broadcast("news").messages(strangers(15_000)).start();
            rig.time.advance(Duration.ofMillis(500));
            rig.telegram().limits(BOT, WorldSettings.limitsOfBots().withSession(Limit.rate(20, 40)));
            Instant start = rig.time.instant();
            rig.time.advance(Duration.ofMinutes(1));
            long floodsOfTheFirst = rig.truth().judgement().floods();
            rig.time.advance(Duration.ofMinutes(9));
            long floods = rig.truth().judgement().floods() - floodsOfTheFirst;
            for (int minute = 1; minute < 10; minute++) {
                long sent = accepted(
                        rig, start.plus(Duration.ofMinutes(minute)), start.plus(Duration.ofMinutes(minute + 1)));
                assertThat(sent).as("sent in minute %d", minute).isGreaterThanOrEqualTo(1140);
            }
            assertThat(floods).as("floods in nine minutes").isLessThan(9 * 12);
            assertThat(floodsOfTheFirst).as("floods in the first minute").isLessThan(12);
            rig.time.await(broadcast.cancel());
        }
    }

    @Test
    void chats_with_many_messages_are_served_in_their_own_time_and_hold_nobody_up() {
        try (FleetRig rig = rig(7)) {
            Stream<OutgoingMessage> head = IntStream.range(0, 100)
                    .mapToObj(i -> OutgoingMessage.to(i < 60 ? 77 : GROUP)
                            .text("h" + i)
                            .build());
            Broadcast broadcast = rig.fleet
                    .broadcast("news")
                    .messages(Stream.concat(head, strangers(900)))
                    .start();
            rig.time.await(broadcast.done());
            List<Truth.Accepted> all = rig.truth().accepted();
            assertThat(all).hasSize(1000);
            Instant start = all.get(0).at();
            Instant others = all.stream()
                    .filter(one -> one.chatId() >= 1000)
                    .map(Truth.Accepted::at)
                    .max(Instant::compareTo)
                    .orElseThrow();
            assertThat(Duration.between(start, others)).isLessThan(Duration.ofSeconds(33));
            double took = Duration.between(start, all.get(999).at()).toMillis() / 1000.0;
            assertThat(59.5 / took).as("goodput of %s s", took).isGreaterThan(0.95);
            assertThat(rig.truth().judgement().floods()).isZero();
        }
    }

    @Test
    void a_chat_that_blocked_the_bot_is_not_knocked_at_again() {
        try (FleetRig rig = rig(8)) {
            rig.telegram().block(BOT, 77);
            Stream<OutgoingMessage> many = IntStream.range(0, 40)
                    .mapToObj(i -> OutgoingMessage.to(i % 2 == 0 ? 77 : 78)
                            .text("m" + i)
                            .build());
            long before = rig.truth().judgement().requests();
            Broadcast broadcast = rig.fleet.broadcast("news").messages(many).start();
            BroadcastReport report = rig.time.await(broadcast.done());
            assertThat(report.sent()).isEqualTo(20);
            assertThat(report.failed()).containsOnly(entry(SendStatus.FORBIDDEN, 20L));
            assertThat(rig.truth().judgement().requests() - before).isEqualTo(21);
        }
    }
}
