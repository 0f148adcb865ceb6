// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broadcast to hot chats and cold ones, through a store on the disk: it ends as soon as the limits allow. */
class DurableMixTest {
    @TempDir
    Path folder;

    @Test
    void hot_chats_are_begun_in_time() {
        List<Long> chats = new ArrayList<>();
        for (int hot = 1; hot <= 10; hot++) {
            chats.addAll(Collections.nCopies(42, 500L + hot));
        }
        IntStream.range(0, 500).forEach(i -> chats.add(1_000L + i));
        Collections.shuffle(chats, new Random(3));
        VirtualTimeline time = VirtualTimeline.seeded(3);
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?dedup=false&seed=3")
                .state("sqlite:" + folder.resolve("state.db"))
                .environment(Environment.of(Map.of()))
                .virtualTime(time)
                .session(ClientConfig.named("desk").botToken("501:secret").build())
                .open()) {
            time.await(fleet.connect());
            time.await(fleet.broadcast("news")
                    .messages(IntStream.range(0, chats.size())
                            .mapToObj(i -> OutgoingMessage.to(chats.get(i))
                                    .text("m" + i)
                                    .build()))
                    .start()
                    .done());
            List<Truth.Accepted> accepted = fleet.transportFacet(ClientConfig.MAIN_TRANSPORT, Truth.class)
                    .orElseThrow()
                    .accepted();
            assertThat(accepted).hasSize(chats.size());
            Duration took = Duration.between(
                    accepted.get(0).at(), accepted.get(accepted.size() - 1).at());
            // a hot chat needs that long at one a second, with two at once
            assertThat(took).isLessThan(Duration.ofMillis(40 * 1_030));
        }
    }
}
