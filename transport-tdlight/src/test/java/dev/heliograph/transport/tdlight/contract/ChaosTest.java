// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.contract;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.RetryConfig;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.transport.Truth.Accepted;
import dev.heliograph.transport.tdlight.PatchedTdlib;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many sessions send through TDLib while connections break before and after messages are accepted, answers get lost and
 * floods strike. What really happened is told by the world.
 */
@Tag("native")
class ChaosTest {
    private static final boolean CAMPAIGN = Boolean.getBoolean("heliograph.campaign");
    private static final int SESSIONS = CAMPAIGN ? 50 : 10;
    private static final int CHATS = 20;
    private static final int MESSAGES = CAMPAIGN ? 20_000 : 2_000;
    private static final long FIRST_PERSON = 700_000;

    private final LoopbackPlace place = new LoopbackPlace(WorldSettings.calm(11).withLimits(fast(), fast()));

    /** What a message said and what its sender was told. */
    private record Sent(int session, int chat, int number, CompletableFuture<SendResult> result) {
        String text() {
            return session + "/" + chat + "/" + number;
        }
    }

    @Test
    void nothing_is_lost_or_doubled_and_results_agree_with_the_server() {
        Map<Fault, Double> rates = new EnumMap<>(Fault.class);
        rates.put(Fault.LOST_BEFORE, 0.01);
        rates.put(Fault.LOST_AFTER, 0.01);
        rates.put(Fault.LOST_UNREAD, 0.005);
        rates.put(Fault.DISCONNECTS, 0.005);
        rates.put(Fault.SERVER_ERRORS, 0.01);
        rates.put(Fault.FLOODS, 0.0005);
        List<Sent> all;
        try (Heliograph fleet = fleet()) {
            fleet.connect()
                    .join()
                    .forEach(connected ->
                            assertThat(connected.isDone()).as("" + connected).isTrue());
            rates.forEach(place.telegram::rate);
            all = sendAll(fleet);
            List<CompletableFuture<SendResult>> results =
                    all.stream().map(Sent::result).toList();
            // heals in time for everything to drain
            CompletableFuture.allOf(results.subList(0, results.size() / 2).toArray(CompletableFuture<?>[]::new))
                    .join();
            place.telegram.incidents().heal();
            CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new))
                    .join();
        }
        judge(all);
        place.close();
    }

    private Heliograph fleet() {
        Heliograph.Builder fleet = Heliograph.builder()
                .transport("tdlight:" + place.folder.resolve("sessions") + "?library=" + PatchedTdlib.path()
                        + "&start-pace=1000&sign-in-pace=60000")
                .state("memory:")
                .limits(fast())
                .retry(RetryConfig.defaults().withMaxRetries(20));
        for (int i = 1; i <= SESSIONS; i++) {
            fleet.session(place.session("bot-" + i).botToken(i + ":secret").build());
        }
        return fleet.open();
    }

    private static List<Sent> sendAll(Heliograph fleet) {
        List<Sent> all = new ArrayList<>();
        for (int n = 0; n < MESSAGES; n++) {
            int session = 1 + n % SESSIONS;
            int number = n / SESSIONS;
            int chat = number % CHATS;
            Sent planned = new Sent(session, chat, number, new CompletableFuture<>());
            OutgoingMessage message =
                    OutgoingMessage.to(FIRST_PERSON + chat).text(planned.text()).build();
            all.add(new Sent(
                    session, chat, number, fleet.client("bot-" + session).send(message)));
        }
        return all;
    }

    private void judge(List<Sent> all) {
        Map<String, List<Accepted>> accepted =
                place.telegram.accepted().stream().collect(groupingBy(Accepted::text, LinkedHashMap::new, toList()));
        Map<SendStatus, Integer> statuses = new TreeMap<>();
        for (Sent sent : all) {
            SendResult result = sent.result().join();
            statuses.merge(result.status(), 1, Integer::sum);
            List<Accepted> copies = accepted.getOrDefault(sent.text(), List.of());
            assertThat(copies).as("copies of " + sent.text() + ", " + result).hasSizeLessThanOrEqualTo(1);
            switch (result.status()) {
                case SUCCESS ->
                    assertThat(copies)
                            .as("" + result)
                            .singleElement()
                            .satisfies(copy -> assertThat(copy.messageId()).isEqualTo(result.messageId()));
                case UNKNOWN -> assertThat(result.reason()).isNotBlank();
                case FLOOD_WAIT, FORBIDDEN, NOT_FOUND, TOO_LONG, FAILED ->
                    assertThat(copies).as("" + result).isEmpty();
            }
        }
        assertThat(accepted.values().stream().mapToInt(List::size).sum()).isLessThanOrEqualTo(all.size());
        // floods of minutes are told to the caller; what is unknown is what broke together with its connection
        assertThat(statuses.getOrDefault(SendStatus.SUCCESS, 0))
                .as("statuses " + statuses)
                .isGreaterThan(all.size() * 3 / 4);
        assertThat(statuses.getOrDefault(SendStatus.UNKNOWN, 0))
                .as("statuses " + statuses)
                .isLessThan(all.size() / 50);
        inOrder(place.telegram.accepted());
        System.out.println("chaos through TDLib: " + all.size() + " messages, " + statuses);
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

    /** As fast as the machine is: what is tried here is not speed. */
    private static Limits fast() {
        Limit any = Limit.rate(100_000, 100_000);
        return new Limits(List.of(any), any, any, List.of(), any, any, any, any, Duration.ZERO);
    }
}
