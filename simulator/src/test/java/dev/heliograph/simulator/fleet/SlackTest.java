// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.model.Limit;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.simulator.world.Inhabitants;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.testkit.seeds.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How near the whole of a broadcast comes to the shortest time that the limits allow, from the outbox to the server. */
class SlackTest {
    private static final double PER_SECOND = 30;
    private static final int BURST = 20;
    private static final int BURST_OF_CHAT = 2;

    private static FleetRig rig(long seed, String state) {
        return FleetRig.of(seed, "simulator:?dedup=false&seed=" + seed, 1, builder -> builder.state(state))
                .connect();
    }

    private static Stream<OutgoingMessage> messages(List<Long> chats) {
        return IntStream.range(0, chats.size())
                .mapToObj(i -> OutgoingMessage.to(chats.get(i)).text("m" + i).build());
    }

    /** Sends it all; in seconds from the first acceptance to the last. */
    private static double took(FleetRig rig, List<Long> chats) {
        Broadcast broadcast =
                rig.fleet.broadcast("news").messages(messages(chats)).start();
        rig.time.await(broadcast.done());
        List<Truth.Accepted> all = rig.truth().accepted();
        assertThat(all).hasSize(chats.size());
        assertThat(rig.truth().judgement().floods()).isZero();
        return Duration.between(all.get(0).at(), all.get(all.size() - 1).at()).toMillis() / 1000.0;
    }

    /** What the limits of bots need for it, all together and for the chat with the most. */
    private static double bound(List<Long> chats) {
        Map<Long, Integer> counts = new TreeMap<>();
        chats.forEach(chat -> counts.merge(chat, 1, Integer::sum));
        double bound = (chats.size() - BURST) / PER_SECOND;
        for (Map.Entry<Long, Integer> chat : counts.entrySet()) {
            boolean group = chat.getKey() < 0;
            bound = Math.max(bound, group ? (chat.getValue() - 1) / 20 * 60.0 : chat.getValue() - BURST_OF_CHAT);
        }
        return bound;
    }

    private static void add(List<Long> chats, long chat, int count) {
        IntStream.range(0, count).forEach(i -> chats.add(chat));
    }

    private static void shuffle(List<Long> chats, RandomGenerator chance) {
        for (int i = chats.size() - 1; i > 0; i--) {
            int other = chance.nextInt(i + 1);
            Long one = chats.get(i);
            chats.set(i, chats.get(other));
            chats.set(other, one);
        }
    }

    private static List<Long> zipf(int messages, int chats, double exponent, RandomGenerator chance) {
        double[] weights = IntStream.rangeClosed(1, chats)
                .mapToDouble(i -> Math.pow(i, -exponent))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            double at = chance.nextDouble() * sum;
            int chat = 0;
            while (chat < chats - 1 && at > weights[chat]) {
                at -= weights[chat++];
            }
            drawn.add(1_000L + chat);
        }
        return drawn;
    }

    @Seeds(value = 3, campaign = 100)
    void hot_chats_at_the_head_end_with_the_others(long seed, RandomGenerator chance) {
        List<Long> chats = new ArrayList<>();
        add(chats, 77, 60);
        add(chats, Inhabitants.GROUP, 40);
        List<Long> others = new ArrayList<>();
        IntStream.range(0, 900).forEach(i -> others.add(1_000L + i % 300));
        shuffle(others, chance);
        chats.addAll(others);
        try (FleetRig rig = rig(seed, "memory:")) {
            assertThat(took(rig, chats)).isLessThan(1.03 * bound(chats) + 1);
        }
    }

    @Seeds(value = 4, campaign = 200)
    void any_mix_ends_as_soon_as_limits_allow(long seed, RandomGenerator chance) {
        List<Long> chats =
                zipf(1_900 + chance.nextInt(1_500), 50 + chance.nextInt(800), chance.nextDouble() * 1.2, chance);
        for (int hot = chance.nextInt(20); hot > 0; hot--) {
            add(chats, 500L + hot, 20 + chance.nextInt(50));
        }
        shuffle(chats, chance);
        for (String state : List.of("memory:", "shared:slack-" + seed)) {
            try (FleetRig rig = rig(seed, state)) {
                assertThat(took(rig, chats) / bound(chats)).as(state).isLessThan(1.03);
            }
        }
    }

    /** More than the window of rows in memory: the hot chat is begun before its turn in the queue has come. */
    @Test
    void a_hot_chat_far_behind_in_the_queue_is_begun_in_time() {
        List<Long> chats = new ArrayList<>();
        IntStream.range(0, 13_000).forEach(i -> chats.add(1_000L + i));
        add(chats, 77, 400);
        try (FleetRig rig = rig(5, "memory:")) {
            assertThat(took(rig, chats) / bound(chats)).isLessThan(1.03);
        }
    }

    @Test
    void jobs_share_while_nothing_is_critical() {
        try (FleetRig rig = rig(6, "memory:")) {
            List<Long> many =
                    IntStream.range(0, 1_200).mapToObj(i -> 1_000L + i).toList();
            List<Long> few = IntStream.range(0, 300).mapToObj(i -> 5_000L + i).toList();
            Broadcast first =
                    rig.fleet.broadcast("many").messages(messages(many)).start();
            Broadcast second =
                    rig.fleet.broadcast("few").messages(messages(few)).start();
            rig.time.await(second.done());
            long ofFirst = rig.truth().accepted().stream()
                    .filter(one -> one.chatId() < 5_000)
                    .count();
            assertThat(ofFirst).isBetween(250L, 400L);
            rig.time.await(first.done());
        }
    }

    @Test
    void sessions_of_a_pool_each_see_their_share() {
        List<Long> chats = new ArrayList<>();
        IntStream.range(0, 3_000).forEach(i -> chats.add(1_000L + i));
        for (int hot = 0; hot < 10; hot++) {
            add(chats, 500L + hot, 48);
        }
        Consumer<FleetRig> run = rig -> {
            double took = took(rig, chats);
            double bound = (chats.size() - 2 * BURST) / (2 * PER_SECOND);
            assertThat(took / bound).isLessThan(1.06);
        };
        try (FleetRig rig = FleetRig.of(7, "simulator:?dedup=false&seed=7", 2).connect()) {
            run.accept(rig);
        }
    }

    @Test
    void a_limit_that_is_no_rate_is_waited_for_as_well() {
        List<Long> chats = new ArrayList<>();
        add(chats, Inhabitants.GROUP, 60);
        IntStream.range(0, 1_500).forEach(i -> chats.add(1_000L + i));
        assertThat(Limit.window(20, Duration.ofSeconds(60)).perSecond()).isEqualTo(1 / 3.0);
        try (FleetRig rig = rig(8, "memory:")) {
            assertThat(took(rig, chats) / bound(chats)).isLessThan(1.03);
        }
    }
}
