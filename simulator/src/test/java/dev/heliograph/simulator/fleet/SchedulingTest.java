// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.Enqueued;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bots cannot have Telegram keep a message until its time; a durable outbox does it for them. */
class SchedulingTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static FleetRig durable(long seed, String store) {
        return FleetRig.of(seed, "simulator:?seed=" + seed, 1, builder -> builder.state("shared:" + store))
                .connect();
    }

    private static OutgoingMessage.Builder inAnHour(FleetRig rig, String text) {
        return OutgoingMessage.to(77).text(text).schedule(rig.time.instant().plus(HOUR));
    }

    private static List<String> texts(FleetRig rig) {
        return rig.truth().accepted().stream().map(Truth.Accepted::text).toList();
    }

    @Test
    void a_message_for_later_goes_out_at_its_time() {
        try (FleetRig rig = durable(1, "later")) {
            Instant due = rig.time.instant().plus(HOUR);
            SendResult stored = rig.send(1, inAnHour(rig, "later").build());
            assertThat(stored.status()).isEqualTo(SendStatus.SUCCESS);
            assertThat(stored.reason()).isEqualTo(SendResult.SCHEDULED);
            assertThat(stored.messageId()).isZero();
            assertThat(stored.scheduledFor()).isEqualTo(due);
            assertThat(stored.attempts()).isZero();
            rig.time.advance(HOUR.minusSeconds(1));
            assertThat(texts(rig)).isEmpty();
            rig.time.advance(Duration.ofSeconds(10));
            assertThat(texts(rig)).containsExactly("later");
            assertThat(rig.truth().accepted().get(0).at()).isBetween(due, due.plusSeconds(8));
        }
    }

    @Test
    void it_survives_the_end_of_the_process() {
        try (FleetRig before = durable(1, "kept")) {
            assertThat(before.send(1, inAnHour(before, "kept").build()).isSuccess())
                    .isTrue();
        }
        try (FleetRig after = durable(2, "kept")) {
            after.time.advance(HOUR.plusSeconds(10));
            assertThat(texts(after)).containsExactly("kept");
        }
    }

    @Test
    void its_future_tells_how_it_ended() {
        try (FleetRig rig = durable(3, "future")) {
            Enqueued enqueued = rig.time
                    .await(rig.client(1).enqueue(inAnHour(rig, "future").build()))
                    .orThrow();
            SendResult result = rig.time.await(enqueued.result());
            assertThat(result.reason()).isEqualTo(SendResult.OK);
            assertThat(result.messageId()).isPositive();
            assertThat(texts(rig)).containsExactly("future");
        }
    }

    @Test
    void a_broadcast_keeps_its_messages_until_their_times() {
        try (FleetRig rig = durable(4, "job")) {
            Broadcast broadcast = rig.fleet
                    .broadcast("later")
                    .messages(Stream.of(
                            inAnHour(rig, "in an hour").build(),
                            OutgoingMessage.to(78).text("now").build()))
                    .start();
            rig.time.advance(Duration.ofMinutes(30));
            assertThat(texts(rig)).containsExactly("now");
            BroadcastReport report = rig.time.await(broadcast.done());
            assertThat(report.sent()).isEqualTo(2);
            assertThat(texts(rig)).containsExactly("now", "in an hour");
        }
    }

    /** A fleet whose one session is a user's, for whom Telegram keeps messages. */
    private static FleetRig ofUser(long seed, String store) {
        return FleetRig.of(
                        seed,
                        "simulator:?seed=" + seed,
                        0,
                        builder -> builder.state("shared:" + store)
                                .session(ClientConfig.named("bot-1")
                                        .phone("+15550001")
                                        .build()))
                .connect();
    }

    @Test
    void what_telegram_keeps_for_a_user_is_not_called_sent() {
        try (FleetRig rig = ofUser(7, "user")) {
            Instant due = rig.time.instant().plus(HOUR);
            SendResult kept = rig.send(1, inAnHour(rig, "later").build());

            assertThat(kept.status()).isEqualTo(SendStatus.SUCCESS);
            assertThat(kept.reason()).isEqualTo(SendResult.SCHEDULED);
            assertThat(kept.messageId()).isZero();
            assertThat(kept.scheduledFor()).isEqualTo(due.truncatedTo(ChronoUnit.SECONDS));
            assertThat(kept.attempts()).isEqualTo(1);
        }
    }

    @Test
    void what_telegram_keeps_is_not_called_sent_by_the_outbox_either() {
        try (FleetRig rig = ofUser(8, "rows")) {
            OutgoingMessage message = inAnHour(rig, "later").key("one").build();
            SendResult kept = rig.time.await(
                    rig.time.await(rig.client(1).enqueue(message)).orThrow().result());
            assertThat(kept.reason()).isEqualTo(SendResult.SCHEDULED);
            assertThat(kept.messageId()).isZero();

            SendResult again = rig.time.await(
                    rig.time.await(rig.client(1).enqueue(message)).orThrow().result());
            assertThat(again.status()).isEqualTo(SendStatus.SUCCESS);
            assertThat(again.reason()).isEqualTo(SendResult.SCHEDULED);
        }
    }

    @Test
    void a_time_that_has_come_is_sent_at_once_and_has_its_id() {
        try (FleetRig rig = ofUser(9, "now")) {
            SendResult sent = rig.send(
                    1,
                    OutgoingMessage.to(77)
                            .text("now")
                            .schedule(rig.time.instant().plusSeconds(2))
                            .build());

            assertThat(sent.reason()).isEqualTo(SendResult.OK);
            assertThat(sent.messageId()).isPositive();
            assertThat(sent.scheduledFor()).isNull();
        }
    }

    @Test
    void a_message_that_could_never_be_sent_is_refused_at_once() {
        try (FleetRig rig = durable(6, "unfit")) {
            SendResult refused = rig.send(1, inAnHour(rig, "x".repeat(5000)).build());
            assertThat(refused.status()).isEqualTo(SendStatus.TOO_LONG);
        }
    }

    @Test
    void without_a_durable_store_it_is_refused() {
        try (FleetRig rig = FleetRig.of(5, "simulator:?seed=5", 1).connect()) {
            SendResult refused = rig.send(1, inAnHour(rig, "never").build());
            assertThat(refused.status()).isEqualTo(SendStatus.FAILED);
            rig.time.advance(HOUR.multipliedBy(2));
            assertThat(texts(rig)).isEmpty();
        }
    }
}
