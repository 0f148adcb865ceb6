// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Entity;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.Feature;
import java.util.List;

/** Finds out who somebody is, and reads a chat: by words, and page by page. */
public final class ReadHistory {
    private ReadHistory() {}

    /** Prints the messages that were found. */
    public static void main(String[] args) {
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .session(ClientConfig.named("desk").build())
                .require(Feature.HISTORY, Feature.ENTITIES)
                .open()) {
            fleet.connect().join();
            TelegramClient desk = fleet.client("desk");
            for (String text : List.of("invoice 1", "hello", "invoice 2")) {
                desk.send(OutgoingMessage.to("@alice").text(text).build()).join();
            }
            Entity alice = desk.entity(Peer.of("@alice")).join().orThrow();
            System.out.println(alice.kind() + " " + alice.name() + " @" + alice.username());

            HistoryQuery query = HistoryQuery.of(Peer.of("@alice"));
            List<Message> invoices = desk.history(query.withSearch("invoice").withLimit(10))
                    .join()
                    .orThrow()
                    .messages();
            System.out.println(invoices.size() + " with \"invoice\"");

            // two a page; the next page is read when the stream needs it, as fast as the limits allow
            desk.messages(query.withLimit(2)).stream()
                    .map(message -> message.text().text())
                    .forEach(System.out::println);
        }
    }
}
