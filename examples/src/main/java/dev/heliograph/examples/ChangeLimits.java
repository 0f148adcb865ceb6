// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.RetryConfig;
import java.time.Duration;

/** Changes limits and retries of a client while it runs. */
public final class ChangeLimits {
    private ChangeLimits() {}

    /** Prints the limits before and after. */
    public static void main(String[] args) {
        Limits careful = Limits.forBots().withSession(Limit.rate(10, 5));
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .session(ClientConfig.named("news").botToken("5001:simulated").build(), careful)
                .open()) {
            fleet.connect().join();
            TelegramClient news = fleet.client("news");
            System.out.println("before: all " + news.limits().session() + ", group "
                    + news.limits().group());

            news.limits(news.limits()
                    .withSession(Limit.parse("25/s burst 10"))
                    .withGroup(Limit.parse("15/60s"))
                    .withMinimumDelay(Duration.ofMillis(1500)));
            news.retry(
                    RetryConfig.defaults().withMaxRetries(3).withDelays(Duration.ofSeconds(2), Duration.ofSeconds(30)));

            // the change takes its turn among the calls of the session: the next message keeps to it
            news.send(OutgoingMessage.to("@alice").text("Slower.").build()).join();
            System.out.println("after: all " + news.limits().session() + ", group "
                    + news.limits().group() + ", at least "
                    + news.limits().minimumDelay().toMillis() + " ms between two to one chat");
        }
    }
}
