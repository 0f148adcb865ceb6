// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.StoredMessage;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The single messages that wait in the outboxes of sessions, from any process beside the one that sends. */
@Command(
        name = "outbox",
        description = {
            "List single messages that wait, scheduled ones too, or withdraw one; also while another process sends them.",
            "Without a command of its own it lists them. Those of broadcasts are led by 'heliograph jobs'."
        },
        subcommands = {OutboxCommand.Listing.class, OutboxCommand.Show.class, OutboxCommand.Cancel.class})
public final class OutboxCommand implements Task {
    private static final int USUAL = 1000;
    private static final int EXCERPT = 40;

    @Override
    public int run(Workplace place) {
        return list(place, USUAL);
    }

    /** Lists them. */
    @Command(name = "list", description = "List the messages that have no end yet, the oldest of each session first.")
    public static final class Listing implements Task {
        @Option(
                names = "--limit",
                paramLabel = "N",
                description = "At most so many of each session (default ${DEFAULT-VALUE}).")
        private int limit = USUAL;

        @Override
        public int run(Workplace place) {
            return list(place, limit);
        }
    }

    /** Shows one. */
    @Command(name = "show", description = "Show one message: what it says, where it is, and how it ended.")
    public static final class Show implements Task {
        @Parameters(paramLabel = "MESSAGE", description = "Such as main/17, as 'outbox' names it.")
        private String message = "";

        @Override
        public int run(Workplace place) {
            Fleets fleets = place.fleets();
            try (Heliograph heliograph = fleets.open(false)) {
                StoredMessage found = new NamedMessage(heliograph, message).find();
                Instant now = heliograph.timeline().instant();
                place.console()
                        .out()
                        .print(
                                place.json()
                                        ? Simulated.mark(json(found).put("as_of", now), heliograph) + "\n"
                                        : table(List.of(found)) + text(found) + fleets.asOf(heliograph, now));
                return ExitCode.DONE;
            }
        }

        private static String text(StoredMessage found) {
            OutgoingMessage message = found.message();
            return message == null ? "" : "\n" + message.text().text().replaceAll("[\\p{Cntrl}&&[^\n]]", " ") + "\n\n";
        }
    }

    /** Withdraws one. */
    @Command(
            name = "cancel",
            description = "Withdraw a message that is not sent yet: it becomes FAILED with reason CANCELLED.")
    public static final class Cancel implements Task {
        private static final Duration PATIENCE = Duration.ofSeconds(30);

        @Parameters(paramLabel = "MESSAGE", description = "Such as main/17, as 'outbox' names it.")
        private String message = "";

        @Override
        public int run(Workplace place) {
            try (Heliograph heliograph = place.fleets().open(false)) {
                NamedMessage named = new NamedMessage(heliograph, message);
                boolean withdrawn = named.withdraw(PATIENCE);
                StoredMessage found = named.find();
                place.console()
                        .out()
                        .println(
                                place.json()
                                        ? Simulated.mark(json(found).put("withdrawn", withdrawn), heliograph)
                                        : "Message " + message
                                                + (withdrawn ? " is withdrawn." : " is not: " + why(found))
                                                + Simulated.below(heliograph));
                return withdrawn ? ExitCode.DONE : ExitCode.PARTLY;
            }
        }

        private static String why(StoredMessage found) {
            return found.status() == null ? "it is being sent." : "it has its end, " + end(found) + ".";
        }
    }

    private static int list(Workplace place, int limit) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            Instant now = heliograph.timeline().instant();
            List<StoredMessage> found = new ArrayList<>();
            for (TelegramClient client : heliograph.clients()) {
                found.addAll(client.outbox().open(0, limit).join().orThrow());
            }
            if (place.json()) {
                Json json = new Json()
                        .put("as_of", now)
                        .put("durable", fleets.isDurable())
                        .put("messages", found.stream().map(OutboxCommand::json).toList());
                place.console().out().println(Simulated.mark(json, heliograph));
            } else {
                place.console()
                        .out()
                        .print((found.isEmpty() ? "No messages wait.\n" : table(found)) + fleets.asOf(heliograph, now));
            }
            return ExitCode.DONE;
        }
    }

    private static TableText table(List<StoredMessage> messages) {
        TableText table = new TableText("MESSAGE", "CHAT", "STATE", "DUE", "TEXT");
        for (StoredMessage one : messages) {
            OutgoingMessage message = one.message();
            table.row(
                    NamedMessage.of(one),
                    one.chat(),
                    one.status() == null ? state(one) : end(one),
                    Words.of(due(one)),
                    message == null ? "-" : excerpt(message.text().text()));
        }
        return table;
    }

    private static Json json(StoredMessage one) {
        OutgoingMessage message = one.message();
        return new Json()
                .put("message", NamedMessage.of(one))
                .put("session", one.session())
                .put("chat", one.chat())
                .put("state", state(one))
                .put("due", due(one))
                .put("changed", one.changed())
                .put("status", one.status())
                .put("reason", one.reason().isEmpty() ? null : one.reason())
                .put("message_id", one.messageId() == 0 ? null : one.messageId())
                .put("attempts", one.attempts())
                .put("key", one.key())
                .put("text", message == null ? null : message.text().text());
    }

    /** What Telegram keeps until its time is due there then. */
    private static Instant due(StoredMessage one) {
        OutgoingMessage message = one.message();
        Instant schedule = message == null ? null : message.schedule();
        return schedule == null ? one.due() : schedule;
    }

    private static String state(StoredMessage one) {
        return one.state().name().toLowerCase(Locale.ROOT);
    }

    private static String end(StoredMessage one) {
        return one.status() + (one.reason().equals("OK") ? "" : " " + one.reason());
    }

    private static String excerpt(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= EXCERPT ? text : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "…";
    }
}
