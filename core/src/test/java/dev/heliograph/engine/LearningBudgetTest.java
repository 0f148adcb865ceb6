// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client comes to whose limits are not those of its server. */
class LearningBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration WAY = Duration.ofMillis(40);
    private static final int SEEDS = Boolean.getBoolean("heliograph.campaign") ? 100 : 10;

    private static List<Long> send(
            AccountBudget budget, PunishingServer server, int count, Duration way, long seed, long until) {
        FarClient client = new FarClient(new VirtualEvents(), budget, server, way, new SplittableRandom(seed));
        for (int i = 0; i < count; i++) {
            client.add(Peer.of(1_000 + i), 1);
        }
        return client.run(until);
    }

    private static double goodput(List<Long> accepted, int count, int burst, double rate) {
        assertThat(accepted).hasSize(count);
        return (count - burst) / rate / ((accepted.get(count - 1) - accepted.get(0)) / 1e9);
    }

    private static double perSecond(List<Long> accepted, long from, long until) {
        return accepted.stream()
                        .filter(at -> at >= from * SECOND && at < until * SECOND)
                        .count()
                / (double) (until - from);
    }

    private static AccountBudget after(AccountBudget earlier, Limits limits) {
        AccountBudget budget = new AccountBudget(limits);
        budget.restore(List.of(), earlier.learned(), 0);
        return budget;
    }

    /** The default of bots is a burst of 20. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.5",
        "2, 0.85",
        "3, 0.85",
        "5, 0.93",
        "7, 0.93",
        "10, 0.93",
        "12, 0.93",
        "15, 0.93",
        "18, 0.93",
        "25, 0.97"
    })
    void the_burst_of_a_server_is_learned_by_its_first_flood(int burst, double target) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            PunishingServer server = new PunishingServer(at -> 30, burst);
            AccountBudget budget = new AccountBudget(Limits.forBots());
            double first = goodput(send(budget, server, 600, WAY, seed, 1_000 * SECOND), 600, burst, 30);
            assertThat(first).as("seed %d, %s", seed, budget.learned()).isGreaterThan(target);
            assertThat(server.floods()).as("seed %d", seed).isLessThanOrEqualTo(burst < 5 ? 12 : 6);

            PunishingServer again = new PunishingServer(at -> 30, burst);
            AccountBudget next = after(budget, Limits.forBots());
            double second = goodput(send(next, again, 600, WAY, seed, 1_000 * SECOND), 600, burst, 30);
            assertThat(again.floods())
                    .as("of a second life, seed %d, %s", seed, budget.learned())
                    .isZero();
            assertThat(second).as("seed %d", seed).isGreaterThanOrEqualTo(first);
        }
    }

    @Test
    void a_burst_that_is_learned_at_a_thousand_a_second_leaves_the_rate_as_it_is() {
        Limits limits = Limits.forBots().withSession(Limit.rate(1_000, 100));
        for (long seed = 1; seed <= 5; seed++) {
            PunishingServer server = new PunishingServer(at -> 1_000, 40);
            AccountBudget budget = new AccountBudget(limits);
            assertThat(goodput(send(budget, server, 30_000, WAY, seed, 1_000 * SECOND), 30_000, 40, 1_000))
                    .isGreaterThan(0.75);
            assertThat(server.windows()).isLessThanOrEqualTo(2);
            assertThat(budget.factor()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 40", "10, 5", "10, 10", "10, 40", "15, 20", "15, 40", "20, 10", "20, 40", "25, 20", "28, 40"})
    void the_rate_of_a_server_is_learned_within_a_minute(double rate, int burst) {
        for (long seed = 1; seed <= 5; seed++) {
            PunishingServer server = new PunishingServer(at -> rate, burst);
            AccountBudget budget = new AccountBudget(Limits.forBots());
            List<Long> accepted = send(budget, server, 10_000, WAY, seed, 300 * SECOND);

            assertThat(perSecond(accepted, 60, 300) / rate)
                    .as("seed %d, %s", seed, budget.learned())
                    .isGreaterThan(0.93);
            assertThat((double) server.floods() / (accepted.size() + server.floods()))
                    .as("seed %d", seed)
                    .isLessThan(rate < 5 ? 0.04 : 0.015);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40})
    void a_rate_that_was_halved_for_a_minute_is_found_again(int burst) {
        LongToDoubleFunction rate = at -> at > 60 * SECOND && at < 120 * SECOND ? 15 : 30;
        for (long seed = 1; seed <= SEEDS; seed++) {
            PunishingServer server = new PunishingServer(rate, burst);
            AccountBudget budget = new AccountBudget(Limits.forBots());
            List<Long> accepted = send(budget, server, 10_000, WAY, seed, 300 * SECOND);

            assertThat(perSecond(accepted, 180, 300)).as("seed %d", seed).isGreaterThan(0.9 * 30);
            assertThat(accepted.size() / (240 * 30 + 60 * 15.0))
                    .as("seed %d", seed)
                    .isGreaterThan(burst < 20 ? 0.9 : 0.92);
            assertThat(server.floods()).as("seed %d", seed).isLessThanOrEqualTo(16);
        }
    }

    @Test
    void the_window_of_a_group_is_learned_by_its_first_flood() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            PunishingServer server = new PunishingServer(at -> 30, 40).withWindow(10, Duration.ofSeconds(60));
            AccountBudget budget = new AccountBudget(Limits.forBots());
            FarClient client = new FarClient(new VirtualEvents(), budget, server, WAY, new SplittableRandom(seed));
            for (int group = 1; group <= 5; group++) {
                client.add(Peer.of(-group), 35);
            }
            assertThat(client.run(1_000 * SECOND)).hasSize(175);
            assertThat(server.floods())
                    .as("seed %d, %s", seed, budget.learned())
                    .isLessThanOrEqualTo(5);
            assertThat(budget.learned()).containsKeys("chat/-1", "chat/-5");
            assertThat(budget.factor()).isEqualTo(1);
        }
    }

    @Test
    void the_pace_of_a_chat_is_learned_and_others_keep_theirs() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            PunishingServer server = new PunishingServer(at -> 30, 40).withChats(1 / 3.0, 1);
            AccountBudget budget = new AccountBudget(Limits.forBots());
            FarClient client = new FarClient(new VirtualEvents(), budget, server, WAY, new SplittableRandom(seed));
            client.add(Peer.of(7), 30);
            List<Long> accepted = client.run(1_000 * SECOND);

            assertThat(accepted).hasSize(30);
            assertThat(server.floods())
                    .as("seed %d, %s", seed, budget.learned())
                    .isLessThanOrEqualTo(3);
            assertThat((accepted.get(29) - accepted.get(0)) / 1e9)
                    .as("seed %d", seed)
                    .isLessThan(29 * 3 * 1.35);
            assertThat(budget.factor()).isEqualTo(1);
        }
    }

    @Test
    void what_the_account_is_refused_for_is_not_learned_of_its_chats() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            double rate = 15 + chance.nextInt(16);
            int burst = 5 + chance.nextInt(20);
            int each = 5 + chance.nextInt(11);
            PunishingServer server = new PunishingServer(at -> rate, burst).withChats(1, 3);
            AccountBudget budget = new AccountBudget(Limits.forBots());
            FarClient client = new FarClient(new VirtualEvents(), budget, server, WAY, chance.split());
            for (int chat = 1; chat <= 100; chat++) {
                client.add(Peer.of(chat), each);
            }
            List<Long> accepted = client.run(1_000 * SECOND);

            String what =
                    "seed " + seed + ": " + rate + "/s burst " + burst + ", " + each + " to each, " + budget.learned();
            assertThat(goodput(accepted, 100 * each, burst, rate)).as(what).isGreaterThan(0.7);
            assertThat(server.floods()).as(what).isLessThanOrEqualTo(16);
            assertThat(budget.learned().keySet()).as(what).allMatch(name -> name.startsWith("session/"));
        }
    }

    @Test
    void processes_that_share_an_account_come_to_its_true_rate() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            VirtualEvents events = new VirtualEvents();
            PunishingServer server = new PunishingServer(at -> 10, 40);
            Limits limits = Limits.forBots();
            List<AccountBudget> budgets =
                    List.of(new AccountBudget(limits), new AccountBudget(limits), new AccountBudget(limits));
            SharedAccount account = new SharedAccount(events, limits, budgets);
            List<FarClient> clients = new ArrayList<>();
            for (AccountBudget budget : budgets) {
                FarClient client =
                        new FarClient(events, budget, server, WAY, new SplittableRandom(seed)).sharing(account);
                for (int i = 0; i < 10_000; i++) {
                    client.add(Peer.of(100_000 * clients.size() + 1_000 + i), 1);
                }
                client.start();
                clients.add(client);
            }
            events.run(300 * SECOND);

            double perSecond = clients.stream()
                    .mapToDouble(client -> perSecond(client.acceptedAt(), 120, 300))
                    .sum();
            String what = "seed " + seed + ": " + server.floods() + " refused, "
                    + budgets.get(0).learned();
            assertThat(perSecond).as(what).isBetween(8.5, 10.3);
            assertThat(server.floods()).as(what).isLessThan(80);
        }
    }
}
