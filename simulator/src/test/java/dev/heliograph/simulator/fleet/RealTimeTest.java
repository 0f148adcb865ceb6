// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same engine on real threads: what virtual time cannot show. */
class RealTimeTest {
    private static OutgoingMessage text(long chat, String text) {
        return OutgoingMessage.to(chat).text(text).build();
    }

    private static Heliograph fleet() {
        return Heliograph.builder()
                .transport("simulator:?seed=1&latency=1ms&jitter=0ms")
                .environment(Environment.of(Map.of()))
                .session(ClientConfig.named("bot").botToken("501:secret").build())
                .open();
    }

    @Test
    void code_of_users_may_wait_for_another_answer_where_it_was_given_one() throws Exception {
        try (Heliograph fleet = fleet()) {
            fleet.connect().get(10, TimeUnit.SECONDS);
            TelegramClient client = fleet.client("bot");
            SendResult second = client.send(text(77, "a"))
                    .thenApply(first -> client.send(text(78, "b")).join())
                    .get(10, TimeUnit.SECONDS);
            assertThat(second.isSuccess()).isTrue();
        }
    }

    @Test
    void many_threads_may_send_at_once() throws Exception {
        try (Heliograph fleet = fleet()) {
            fleet.connect().get(10, TimeUnit.SECONDS);
            TelegramClient client = fleet.client("bot");
            List<CompletableFuture<SendResult>> sent = IntStream.range(0, 30)
                    .parallel()
                    .mapToObj(i -> client.send(text(1000 + i, "m" + i)))
                    .toList();
            for (CompletableFuture<SendResult> result : sent) {
                assertThat(result.get(20, TimeUnit.SECONDS).isSuccess()).isTrue();
            }
            assertThat(client.statistics().sent()).isEqualTo(30);
            assertThat(client.statistics().queueDepth()).isZero();
        }
    }

    @Test
    void a_fleet_can_be_closed_by_an_answer_of_its_own() throws Exception {
        Heliograph fleet = fleet();
        fleet.connect().get(10, TimeUnit.SECONDS);
        fleet.client("bot")
                .send(text(77, "the last one"))
                .thenAccept(result -> fleet.close())
                .get(30, TimeUnit.SECONDS);
        assertThat(fleet.client("bot").isConnected()).isFalse();
    }
}
