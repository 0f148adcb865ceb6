// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.contract;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.model.SendResult;
import dev.heliograph.transport.tdlight.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A process of its own with two bots and a user, signed in, which ends in the way that it is told: {@code LIBRARY WAY SOCKS_PORT
 * SESSION_STRING BOT BOT}. It sends a message from each and says {@code open}; told {@code send} it sends another from each,
 * and told {@code end} it ends, whatever has become of those.
 */
final class EndingFleet {
    private static final List<String> SESSIONS = List.of("user", "bot-1", "bot-2");

    private EndingFleet() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        Ending way = Ending.valueOf(words[1]);
        int port = Integer.parseInt(words[2]);
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        // never closed: the process just ends
        Heliograph fleet = Heliograph.builder()
                .transport("tdlight:sessions?library=" + words[0] + "&start-pace=1000&sign-in-pace=60000")
                .state("memory:")
                .session(session("user", port).sessionString(words[3]).build())
                .session(session("bot-1", port).botToken(words[4] + ":secret").build())
                .session(session("bot-2", port).botToken(words[5] + ":secret").build())
                .open();
        fleet.connect().join();
        for (CompletableFuture<SendResult> first : send(fleet, "first")) {
            System.out.println(first.join());
        }
        System.out.println("open");
        told.readLine();
        List<CompletableFuture<SendResult>> unanswered = send(fleet, "second");
        told.readLine();
        System.out.println(unanswered.stream().filter(CompletableFuture::isDone).count() + " answers");
        way.end();
    }

    private static ClientConfig.Builder session(String name, int port) {
        return ClientConfig.named(name)
                .apiId(1)
                .apiHash("0123456789abcdef0123456789abcdef")
                .proxy(new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", port, null, null));
    }

    private static List<CompletableFuture<SendResult>> send(Heliograph fleet, String text) {
        return SESSIONS.stream()
                .map(session -> fleet.client(session)
                        .send(OutgoingMessage.to("@alice")
                                .text(text + " of " + session)
                                .build()))
                .toList();
    }
}
