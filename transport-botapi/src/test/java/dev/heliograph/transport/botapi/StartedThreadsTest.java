// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.testkit.provider.LiveThreads;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages borrow threads: where each started one of its own, starting them would be what a message costs. */
@Timeout(120)
class StartedThreadsTest {
    private static final int MESSAGES = 400;

    @Test
    void messages_start_no_threads_of_their_own() throws IOException {
        try (RawServer server = new RawServer()) {
            server.nextSaysWho();
            try (SocketBot bot = new SocketBot(server.uri()).connected()) {
                server.nextAnswers("{\"message_id\":3,\"date\":5,\"chat\":{\"id\":5}}");
                bot.send().orThrow();
                long before = LiveThreads.started();
                for (int i = 0; i < MESSAGES; i++) {
                    server.nextAnswers("{\"message_id\":3,\"date\":5,\"chat\":{\"id\":5}}");
                    bot.send().orThrow();
                }
                assertThat(LiveThreads.started() - before).isLessThan(MESSAGES / 10);
            }
        }
    }
}
