// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SendRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a simulated fleet costs, counted in tasks of the timeline rather than in time. */
class EffortTest {
    private static final int SESSIONS = 100;
    private static final int MESSAGES_EACH = 200;
    private static final int TASKS_PER_MESSAGE = 3;

    @Test
    void a_message_costs_three_tasks_and_an_idle_world_none() {
        Rig rig = Rig.of("seed=1");
        List<Link> links = new ArrayList<>();
        for (int i = 1; i <= SESSIONS; i++) {
            links.add(rig.connected(Rig.bot("b" + i, i)).link);
        }
        rig.timeline.advance(Duration.ofSeconds(1));
        long before = rig.timeline.executed();
        List<CompletionStage<Outcome<SentMessage>>> sends = new ArrayList<>();
        for (int round = 0; round < MESSAGES_EACH; round++) {
            for (int i = 0; i < SESSIONS; i++) {
                sends.add(links.get(i).send(request(1000 + round, round + 1)));
            }
            rig.timeline.advance(Duration.ofMillis(50));
        }
        rig.timeline.advance(Duration.ofDays(1));

        assertThat(sends).allMatch(send -> rig.timeline.await(send).isDone());
        assertThat(rig.accepted()).hasSize(SESSIONS * MESSAGES_EACH);
        assertThat(rig.timeline.executed() - before).isEqualTo((long) SESSIONS * MESSAGES_EACH * TASKS_PER_MESSAGE);
    }

    private static SendRequest request(long chat, long randomId) {
        OutgoingMessage message = OutgoingMessage.to(chat).text("text").build();
        return new SendRequest(Peer.of(chat), message, randomId, (bytes, total) -> {});
    }
}
