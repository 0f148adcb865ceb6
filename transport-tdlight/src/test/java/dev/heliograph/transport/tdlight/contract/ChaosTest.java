// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.contract;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.transport.Truth.Accepted;
import dev.heliograph.testkit.seeds.Seeds;
import dev.heliograph.transport.tdlight.PatchedTdlib;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;

/**
 * Many sessions send through TDLib while connections break before and after messages are accepted, answers get lost and
 * floods strike. What really happened is told by the world.
 */
@Tag("native")
class ChaosTest {
    private static final boolean CAMPAIGN = Boolean.getBoolean("heliograph.campaign");
    private static final int SESSIONS = CAMPAIGN ? 50 : 10;
    private static final int CHATS = 20;
    private static final int MESSAGES = CAMPAIGN ? 20_000 : 1_000;
    private static final long FIRST_PERSON = 700_000;

    /** What a message said and what its sender was told. */
    private record Sent(String text, CompletableFuture<SendResult> result) {}

    @Seeds(value = 1, campaign = 3)
    void nothing_is_lost_or_doubled_and_results_agree_with_the_server(long seed) {
        long start = System.nanoTime();
        try (LoopbackPlace place =
                new LoopbackPlace(WorldSettings.calm(seed).withLimits(LoopbackPlace.fast(), LoopbackPlace.fast()))) {
            List<Sent> all;
            try (Heliograph fleet = fleet(place)) {
                fleet.connect()
                        .join()
                        .forEach(connected -> assertThat(connected.isDone())
                                .as("" + connected)
                                .isTrue());
                rates().forEach(place.telegram::rate);
                all = sendAll(fleet);
                List<CompletableFuture<SendResult>> results =
                        all.stream().map(Sent::result).toList();
                // heals in time for everything to drain
                await(results.subList(0, results.size() * 3 / 4));
                place.telegram.incidents().heal();
                await(results);
            }
            String statuses = judge(all, place.telegram.accepted());
            System.out.printf(
                    "chaos through TDLib: seed %d, %d sessions, %d messages, %s, %d s%n",
                    seed, SESSIONS, all.size(), statuses, (System.nanoTime() - start) / 1_000_000_000);
        }
    }

    private static Map<Fault, Double> rates() {
        Map<Fault, Double> rates = new EnumMap<>(Fault.class);
        rates.put(Fault.LOST_BEFORE, 0.01);
        rates.put(Fault.LOST_AFTER, 0.01);
        rates.put(Fault.LOST_UNREAD, 0.005);
        rates.put(Fault.DISCONNECTS, 0.005);
        rates.put(Fault.SERVER_ERRORS, 0.01);
        rates.put(Fault.FLOODS, 0.0005);
        return rates;
    }

    private static void await(List<CompletableFuture<SendResult>> results) {
        CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new)).join();
    }

    /** Every fifth session is a user, the others are bots. */
    private static Heliograph fleet(LoopbackPlace place) {
        Heliograph.Builder fleet = Heliograph.builder()
                .transport("tdlight:" + place.folder.resolve("sessions") + "?library=" + PatchedTdlib.path()
                        + "&start-pace=1000&sign-in-pace=60000")
                .state("memory:")
                .limits(LoopbackPlace.fast())
                .retry(RetryConfig.defaults().withMaxRetries(20));
        for (int i = 0; i < SESSIONS; i++) {
            String name = name(i);
            fleet.session(
                    i % 5 == 4
                            ? user(place, name, i)
                            : place.session(name).botToken((1 + i) + ":secret").build());
        }
        return fleet.open();
    }

    private static ClientConfig user(LoopbackPlace place, String name, int number) {
        long account = place.telegram.addUser("+1555" + (10_000 + number));
        ClientConfig user = place.user(name, account).build();
        for (int chat = 0; chat < CHATS; chat++) {
            // users may answer strangers, and not address them
            place.telegram.write(account, FIRST_PERSON + chat, "hello");
        }
        return user;
    }

    private static String name(int session) {
        return "session-" + session;
    }

    private static List<Sent> sendAll(Heliograph fleet) {
        List<Sent> all = new ArrayList<>();
        for (int n = 0; n < MESSAGES; n++) {
            int session = n % SESSIONS;
            int number = n / SESSIONS;
            int chat = number % CHATS;
            String text = session + "/" + chat + "/" + number;
            OutgoingMessage message =
                    OutgoingMessage.to(FIRST_PERSON + chat).text(text).build();
            all.add(new Sent(text, fleet.client(name(session)).send(message)));
        }
        return all;
    }

    /** What they ended as, and why where nobody knows. */
    private static String judge(List<Sent> all, List<Accepted> world) {
        Map<String, List<Accepted>> accepted =
                world.stream().collect(groupingBy(Accepted::text, LinkedHashMap::new, toList()));
        Map<SendStatus, Integer> statuses = new TreeMap<>();
        Map<String, Integer> doubts = new TreeMap<>();
        for (Sent sent : all) {
            SendResult result = sent.result().join();
            List<Accepted> copies = accepted.getOrDefault(sent.text(), List.of());
            agrees(sent.text(), result, copies);
            statuses.merge(result.status(), 1, Integer::sum);
            if (result.status() == SendStatus.UNKNOWN) {
                doubts.merge(cause(result) + (copies.isEmpty() ? " (missing)" : " (there)"), 1, Integer::sum);
            }
        }
        assertThat(accepted.keySet()).isSubsetOf(all.stream().map(Sent::text).toList());
        inOrder(world);
        // floods of minutes are told to the caller; what is unknown is what broke together with its connection
        assertThat(statuses.getOrDefault(SendStatus.SUCCESS, 0))
                .as("statuses %s %s", statuses, doubts)
                .isGreaterThan(all.size() * 3 / 4);
        assertThat(statuses.getOrDefault(SendStatus.UNKNOWN, 0))
                .as("statuses %s %s", statuses, doubts)
                .isLessThan(all.size() / 50);
        return statuses + (doubts.isEmpty() ? "" : ", in doubt " + doubts);
    }

    /** The end of the line for people, which begins with the same words each time. */
    private static String cause(SendResult result) {
        String line = String.valueOf(result.error());
        return line.substring(line.lastIndexOf(": ") + 1).strip();
    }

    private static void agrees(String text, SendResult result, List<Accepted> copies) {
        assertThat(copies).as("copies of %s, %s", text, result).hasSizeLessThanOrEqualTo(1);
        switch (result.status()) {
            case SUCCESS ->
                assertThat(copies)
                        .as("%s, %s", text, result)
                        .singleElement()
                        .satisfies(copy -> assertThat(copy.messageId()).isEqualTo(result.messageId()));
            case UNKNOWN -> assertThat(result.reason()).isNotBlank();
            case FLOOD_WAIT, FORBIDDEN, NOT_FOUND, TOO_LONG, FAILED ->
                assertThat(copies).as("%s, %s", text, result).isEmpty();
        }
    }

    private static void inOrder(List<Accepted> accepted) {
        Map<String, Integer> last = new TreeMap<>();
        for (Accepted one : accepted) {
            String[] words = one.text().split("/");
            int number = Integer.parseInt(words[2]);
            Integer before = last.put(words[0] + "/" + words[1], number);
            assertThat(before == null || before < number)
                    .as(one.text() + " after " + before)
                    .isTrue();
        }
    }
}
