// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Environment;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SentMessage;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SendRequest;
import dev.heliograph.spi.transport.Transport;
import dev.heliograph.time.SystemTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The same transport on threads: what virtual time cannot show. */
class RealTimeTest {
    private static final int SESSIONS = 8;
    private static final int MESSAGES = 100;

    @Test
    void many_sessions_at_once_lose_nothing() {
        try (SystemTimeline timeline = SystemTimeline.start()) {
            Plugins.Selection selection = Plugins.installed().select(Environment.of(Map.of()));
            var chosen = selection.transport("simulator:?latency=2ms&jitter=1ms&bot=10000/s burst 10000");
            selection.check();
            Transport transport = chosen.provider().open(chosen.settings(), timeline.context("main"));
            List<CompletableFuture<Outcome<SentMessage>>> sends = new ArrayList<>();
            for (int i = 1; i <= SESSIONS; i++) {
                Link link = transport.link(Rig.bot("b" + i, i), (event, handled) -> true);
                link.connect().toCompletableFuture().join().orThrow();
                for (int m = 0; m < MESSAGES; m++) {
                    OutgoingMessage message =
                            OutgoingMessage.to(1000 + m).text("m").build();
                    sends.add(link.send(new SendRequest(message.peer(), message, m + 1, (bytes, total) -> {}))
                            .toCompletableFuture());
                }
            }

            assertThat(sends).allMatch(send -> send.join().isDone());
            assertThat(transport
                            .facet(SimulatedTelegram.class)
                            .orElseThrow()
                            .world()
                            .accepted())
                    .hasSize(SESSIONS * MESSAGES);
            transport.close().toCompletableFuture().join();
        }
    }
}
