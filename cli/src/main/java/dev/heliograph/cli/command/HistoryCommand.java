// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a chat. */
@Command(name = "history", description = "Print the newest messages of a chat, newest first.")
public final class HistoryCommand implements Task {
    private static final int TEXT_WIDTH = 70;

    @Parameters(paramLabel = "PEER", description = "Numeric id, @username, t.me/username or me.")
    private @Nullable Peer peer;

    @Option(names = "--search", paramLabel = "WORDS", description = "Only messages that contain the words.")
    private @Nullable String search;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Override
    public int run(Workplace place) {
        if (limit < 1) {
            throw new ConfigurationException("--limit " + limit + ": expected 1 or more");
        }
        Fleets fleets = place.fleets();
        fleets.require(Feature.HISTORY, null);
        try (Heliograph heliograph = fleets.open(false)) {
            TelegramClient client = heliograph.client(fleets.firstSession());
            List<Message> messages = Connecting.then(client, () -> read(client));
            if (place.json()) {
                messages.forEach(message -> place.console().line(Simulated.mark(Shapes.message(message), heliograph)));
            } else {
                place.console()
                        .out()
                        .print((messages.isEmpty() ? "No messages.\n" : table(messages)) + Simulated.line(heliograph));
            }
            return ExitCode.DONE;
        }
    }

    private List<Message> read(TelegramClient client) {
        HistoryQuery query = HistoryQuery.of(Objects.requireNonNull(peer)).withSearch(search);
        List<Message> messages = new ArrayList<>();
        boolean more = true;
        while (more && messages.size() < limit) {
            int wanted = Math.min(HistoryQuery.PAGE, limit - messages.size());
            HistoryPage page = client.history(query.withLimit(wanted)).join().orThrow();
            messages.addAll(page.messages());
            more = page.hasMore() && !page.messages().isEmpty();
            if (more) {
                query = query.before(messages.get(messages.size() - 1).messageId());
            }
        }
        return messages;
    }

    private static TableText table(List<Message> messages) {
        TableText table = new TableText("DATE", "ID", "SENDER", "TEXT");
        for (Message message : messages) {
            String text = message.text().text();
            table.row(
                    Words.of(message.date()),
                    message.messageId(),
                    message.outgoing() ? "me" : String.valueOf(message.senderId()),
                    text.length() <= TEXT_WIDTH ? text : text.substring(0, TEXT_WIDTH) + "…");
        }
        return table;
    }
}
