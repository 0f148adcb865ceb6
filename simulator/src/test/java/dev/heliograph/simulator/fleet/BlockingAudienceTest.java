// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.BroadcastReport;
import dev.heliograph.api.BroadcastState;
import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.OutgoingMessage;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An audience is the code of users, which may block: on real threads. */
class BlockingAudienceTest {
    private static Heliograph fleet() {
        return Heliograph.builder()
                .transport("simulator:?seed=1&latency=1ms&jitter=0ms")
                .environment(Environment.of(Map.of()))
                .session(ClientConfig.named("bot").botToken("501:secret").build())
                .open();
    }

    /** More than one part, and blocked within the second. */
    private static Stream<OutgoingMessage> blocked(CountDownLatch release) {
        return IntStream.range(0, 600).mapToObj(i -> {
            if (i == 550) {
                await(release);
            }
            return OutgoingMessage.to(1000 + i).text("m" + i).build();
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it was never released");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void progress_is_told_and_a_cancel_is_done_while_the_audience_blocks() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (Heliograph fleet = fleet()) {
            fleet.connect().get(10, TimeUnit.SECONDS);
            Broadcast broadcast = fleet.broadcast("news")
                    .messages(blocked(release).onClose(closed::countDown))
                    .onProgress(progress -> {
                        if (progress.sent() > 5) {
                            told.countDown();
                        }
                    })
                    .start();
            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
            BroadcastReport report = broadcast.cancel().get(10, TimeUnit.SECONDS);
            assertThat(report.state()).isEqualTo(BroadcastState.CANCELLED);
            assertThat(report.total()).isEqualTo(500);
            assertThat(closed.getCount())
                    .as("not closed while it is being read")
                    .isEqualTo(1);
            release.countDown();
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
