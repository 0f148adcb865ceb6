// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.BroadcastState;
import dev.heliograph.api.Enqueued;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.AccountId;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that fails for a while delays messages; it neither loses nor doubles them. */
class FailingStoreTest {
    private static OutgoingMessage text(long chat, String text) {
        return OutgoingMessage.to(chat).text(text).build();
    }

    private static Stream<OutgoingMessage> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> text(1000 + i, "m" + i));
    }

    private static FleetRig rig(String faults) {
        return FleetRig.of(1, "simulator:?seed=1", 1, builder -> builder.state("failing:" + faults))
                .connect();
    }

    private static List<String> texts(FleetRig rig) {
        return rig.truth().accepted().stream().map(Truth.Accepted::text).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "claim", "sending", "settle", "recover", "nextDue"})
    void a_broadcast_outlives_calls_that_fail(String call) {
        FailingMemory.faults(call).fail(call, 4);
        try (FleetRig rig = rig(call)) {
            Broadcast broadcast =
                    rig.fleet.broadcast("news").messages(messages(700)).start();
            BroadcastReport report = rig.time.await(broadcast.done());
            assertThat(report.sent()).isEqualTo(700);
            assertThat(texts(rig)).hasSize(700).doesNotHaveDuplicates();
            assertThat(FailingMemory.faults(call).calls(call)).isGreaterThan(4);
        }
    }

    @Test
    void a_cancel_that_fails_is_tried_again() {
        FailingMemory.faults("cancels").fail("cancel", 3);
        try (FleetRig rig = rig("cancels")) {
            Broadcast broadcast =
                    rig.fleet.broadcast("news").messages(messages(20_000)).start();
            rig.time.advance(Duration.ofSeconds(5));
            BroadcastReport report = rig.time.await(broadcast.cancel());
            assertThat(report.state()).isEqualTo(BroadcastState.CANCELLED);
            assertThat(report.total()).isEqualTo(20_000);
            assertThat(report.sent() + report.failed().get(SendStatus.FAILED)).isEqualTo(20_000);
        }
    }

    @Test
    void an_enqueue_that_finds_no_store_fails_and_the_next_one_works() {
        FailingMemory.faults("fences").fail("fence", 2);
        try (FleetRig rig = rig("fences")) {
            for (int i = 0; i < 2; i++) {
                Outcome<Enqueued> refused = rig.time.await(rig.client(1).enqueue(text(77, "a")));
                assertThat(refused.isDone()).isFalse();
            }
            Enqueued taken =
                    rig.time.await(rig.client(1).enqueue(text(77, "b"))).orThrow();
            assertThat(rig.time.await(taken.result()).isSuccess()).isTrue();
        }
    }

    @Test
    void a_message_that_cannot_be_read_fails_alone() {
        FailingMemory.faults("poison").poisoned = "news/#7";
        try (FleetRig rig = rig("poison")) {
            Broadcast broadcast =
                    rig.fleet.broadcast("news").messages(messages(20)).start();
            BroadcastReport report = rig.time.await(broadcast.done());
            assertThat(report.sent()).isEqualTo(19);
            RecipientResult result =
                    rig.time.await(broadcast.results(6, 1)).orThrow().get(0);
            assertThat(result.status()).isEqualTo(SendStatus.FAILED);
            assertThat(result.reason()).isEqualTo("UNREADABLE");
            assertThat(result.chat()).isEqualTo("1006");
        }
    }

    @Test
    void while_nobody_can_send_the_store_is_left_alone_and_the_first_who_can_begins_soon() {
        FailingMemory.Faults faults = FailingMemory.faults("nobody");
        try (FleetRig rig = rig("nobody")) {
            rig.time.await(rig.client(1).disconnect());
            Enqueued waiting =
                    rig.time.await(rig.client(1).enqueue(text(77, "a"))).orThrow();
            rig.time.advance(Duration.ofMinutes(10));
            assertThat(faults.calls("claim")).as("claims in ten minutes").isBetween(2, 30);
            rig.time.await(rig.client(1).connect());
            CompletableFuture<SendResult> result = waiting.result();
            assertThat(rig.time.advanceUntil(result::isDone, Duration.ofSeconds(3)))
                    .isTrue();
            assertThat(result.join().isSuccess()).isTrue();
        }
    }

    @Test
    void a_row_that_falls_due_goes_out_then_although_another_is_held_for_longer() {
        FailingMemory.Faults faults = FailingMemory.faults("due");
        try (FleetRig rig = rig("due")) {
            Enqueued first =
                    rig.time.await(rig.client(1).enqueue(text(78, "a"))).orThrow();
            rig.time.await(first.result());
            rig.telegram().flood(new AccountId(501), 77, Duration.ofHours(1));
            Outbox outbox = requireNonNull(faults.memory).outbox();
            OutboxDraft sent = rig.time
                    .await(outbox.row("session/bot-1", first.id()))
                    .orThrow()
                    .orElseThrow()
                    .draft();
            Instant now = rig.time.instant();
            Instant due = now.plus(Duration.ofMinutes(10));
            OutboxDraft later = new OutboxDraft("later", "", 0, sent.chat(), due, sent.payload());
            rig.time.await(outbox.append("session/bot-1", List.of(later), now));
            rig.time.await(rig.client(1).enqueue(text(77, "held"))).orThrow();
            rig.time.advance(Duration.ofMinutes(9));
            assertThat(texts(rig)).containsExactly("a");
            rig.time.advance(Duration.ofMinutes(2));
            assertThat(texts(rig)).containsExactly("a", "a");
        }
    }
}
