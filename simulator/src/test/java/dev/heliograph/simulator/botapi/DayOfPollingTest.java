// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.WorldSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A day of polling through everything that may go wrong, by a client that does what the documentation says. */
class DayOfPollingTest {
    private final Desk desk = Desk.open(WorldSettings.calm(7)
            .withTraffic(2)
            .with(Fault.SERVER_ERRORS, 0.05)
            .with(Fault.LOST_BEFORE, 0.02)
            .with(Fault.LOST_UNREAD, 0.02)
            .with(Fault.LOST_AFTER, 0.05)
            .with(Fault.DELAYS, 0.02));
    private final List<String> heard = new ArrayList<>();
    private long offset;

    @Test
    void loses_nothing_and_tells_nothing_twice() {
        while (desk.timeline.nanos() < Duration.ofHours(24).toNanos()) {
            BotApiResponse response = desk.response("getUpdates", "{'timeout':50,'offset':" + offset + "}");
            if (response.cut() || response.status() != 200) {
                desk.pass(Duration.ofSeconds(1));
            } else {
                take(Desk.tree(response).get("result"));
            }
        }

        assertThat(heard).hasSizeGreaterThan(2500);
        assertThat(heard)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, heard.size())
                        .mapToObj(number -> "Message " + number)
                        .toList());
    }

    private void take(JsonNode updates) {
        heard.addAll(desk.textsOf(updates));
        for (JsonNode update : updates) {
            offset = update.get("update_id").asLong() + 1;
        }
    }

    @Test
    void has_the_same_history_every_time() {
        loses_nothing_and_tells_nothing_twice();
        DayOfPollingTest again = new DayOfPollingTest();
        again.loses_nothing_and_tells_nothing_twice();

        assertThat(again.desk.served).isEqualTo(desk.served);
    }
}
