// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.testkit.seeds.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Under every mixture of faults a failure tells the truth about whether the message may be there. */
class HonestyTest {
    private static final int MESSAGES = 150;
    private static final List<String> FAULTS = List.of(
            "server-errors",
            "lost-before",
            "lost-unread",
            "lost-after",
            "delays",
            "disconnects",
            "floods",
            "server-errors-after");

    private static Rig rig(SplittableRandom chance, String more) {
        String rates = FAULTS.stream()
                .map(fault -> fault + "=" + chance.nextInt(30) / 100.0)
                .collect(Collectors.joining("&"));
        return Rig.of("seed=" + chance.nextLong() + "&" + rates + "&bot=1000/s burst 1000&" + more);
    }

    private static Map<String, Long> copies(Rig rig) {
        return rig.accepted().stream()
                .collect(Collectors.groupingBy(Truth.Accepted::text, TreeMap::new, Collectors.counting()));
    }

    private static void reconnect(Rig.Seat seat) {
        while (!seat.connect().isDone()) {
            // refused for the moment
        }
    }

    /** Long enough; who knocks earlier only makes it longer. */
    private static Duration pause(@Nullable Failure failure) {
        return failure instanceof Failure.Throttled throttled ? throttled.retryAfter() : Duration.ofSeconds(2);
    }

    @Seeds(value = 30, campaign = 500)
    void only_ambiguous_messages_are_in_doubt(SplittableRandom chance) {
        Rig rig = rig(chance, "dedup=false");
        Rig.Seat bot = rig.link(Rig.bot("b", 7));
        Map<String, CompletionStage<Outcome<SentMessage>>> sent = new TreeMap<>();
        for (int i = 0; i < MESSAGES; i++) {
            reconnect(bot);
            String text = "m" + i;
            sent.put(text, bot.send(Peer.of(1000 + chance.nextInt(20)), text));
            rig.timeline.advance(Duration.ofMillis(chance.nextInt(400)));
        }
        rig.timeline.advance(Duration.ofHours(1));
        Map<String, Long> copies = copies(rig);

        sent.forEach((text, stage) -> {
            assertThat(stage.toCompletableFuture()).as(text).isDone();
            Outcome<SentMessage> outcome = rig.timeline.await(stage);
            long there = copies.getOrDefault(text, 0L);
            Failure failure = outcome.failure();
            if (failure == null) {
                assertThat(there).as(text).isEqualTo(1);
            } else if (failure.mayHaveHappened()) {
                assertThat(there).as(text).isLessThanOrEqualTo(1);
            } else {
                assertThat(there).as(text + " " + failure).isZero();
            }
        });
    }

    @Seeds(value = 30, campaign = 500)
    void repeating_with_the_same_number_settles_every_doubt(SplittableRandom chance) {
        Rig rig = rig(chance, "dedup=true");
        Rig.Seat bot = rig.link(Rig.bot("b", 7));
        for (int i = 1; i <= MESSAGES; i++) {
            OutgoingMessage message = OutgoingMessage.to(1000 + i).text("m" + i).build();
            Outcome<SentMessage> outcome;
            do {
                reconnect(bot);
                outcome = rig.timeline.await(bot.send(message, i));
                rig.timeline.advance(pause(outcome.failure()));
            } while (!outcome.isDone());
        }

        assertThat(copies(rig))
                .hasSize(MESSAGES)
                .allSatisfy((text, there) -> assertThat(there).isEqualTo(1));
    }

    @Seeds(value = 30, campaign = 500)
    void events_come_once_and_in_order_over_all_interruptions(SplittableRandom chance) {
        Rig rig = rig(chance, "dedup=true");
        Rig.Seat bot = rig.link(Rig.bot("b", 7));
        reconnect(bot);
        for (int i = 0; i < MESSAGES; i++) {
            bot.full = chance.nextInt(4) == 0;
            rig.telegram.write(bot.account, 42, "m" + i);
            if (chance.nextInt(5) == 0) {
                rig.telegram.disconnect(SessionName.of("b"));
            }
            rig.timeline.advance(Duration.ofMillis(chance.nextInt(300)));
            if (chance.nextBoolean()) {
                reconnect(bot);
            }
        }
        bot.full = false;
        reconnect(bot);
        rig.timeline.advance(Duration.ofMinutes(5));

        assertThat(bot.told(Event.NewMessage.class))
                .extracting(event -> event.message().text().text())
                .containsExactlyElementsOf(
                        IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toList());
    }
}
