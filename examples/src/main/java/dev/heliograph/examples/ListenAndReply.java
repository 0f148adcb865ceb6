// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.MessageFilter;
import dev.heliograph.api.Registration;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Answers whoever writes "ping". In the simulated Telegram, {@code @echo} says back what it is told, so it does. */
public final class ListenAndReply {
    private ListenAndReply() {}

    /** Prints who wrote and how the answer ended. */
    public static void main(String[] args) {
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .session(ClientConfig.named("desk").build())
                .open()) {
            fleet.connect().join();
            TelegramClient desk = fleet.client("desk");
            CompletableFuture<SendResult> answered = new CompletableFuture<>();
            MessageFilter pings = MessageFilter.all().incoming().text(Pattern.compile("^ping$"));
            // handlers run where they may block, in order within a chat
            Registration handler = desk.onMessage(pings, event -> {
                String who = event.sender().join().orThrow().name();
                System.out.println(who + " wrote: " + event.message().text().text());
                answered.complete(event.reply("pong").join());
            });
            desk.send(OutgoingMessage.to("@echo").text("ping").build()).join();
            System.out.println("answered: " + answered.join().status());
            handler.close();
        }
    }
}
