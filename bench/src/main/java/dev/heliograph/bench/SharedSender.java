// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One of several processes that use one bot token: sends one message to each of its own chats. Usage: {@code SharedSender
 * ENDPOINT STATE NUMBER MESSAGES}; ends with 1 where a message was not sent.
 */
final class SharedSender {
    private static final int CHATS_OF_EACH = 100_000;

    private SharedSender() {}

    public static void main(String[] arguments) {
        int number = Integer.parseInt(arguments[2]);
        int messages = Integer.parseInt(arguments[3]);
        int failed = 0;
        try (Heliograph fleet = Heliograph.builder()
                .transport("botapi:?endpoint=" + arguments[0])
                .state(arguments[1])
                .node("sender-" + number)
                .session(ClientConfig.named("shared")
                        .botToken(BroadcastCase.TOKEN)
                        .share(true)
                        .build())
                .open()) {
            TelegramClient client = fleet.client("shared");
            client.connect().join().orThrow();
            List<CompletableFuture<SendResult>> results = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                long chat = Workload.FIRST_CHAT + (long) number * CHATS_OF_EACH + i;
                results.add(client.send(OutgoingMessage.to(chat)
                        .text("message " + i + " of " + number)
                        .build()));
            }
            for (CompletableFuture<SendResult> result : results) {
                failed += result.join().isSuccess() ? 0 : 1;
            }
        }
        System.out.println(failed + " of " + messages + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
