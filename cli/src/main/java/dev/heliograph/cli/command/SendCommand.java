// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Json;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.text.ParseMode;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends one message. */
@Command(name = "send", description = "Send one message and say how it ended.")
public final class SendCommand implements Task {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "PEER",
            description = "Numeric id, @username, t.me/username or me.")
    private @Nullable Peer to;

    @Option(names = "--text", required = true, paramLabel = "TEXT", description = "The text.")
    private String text = "";

    @Option(
            names = "--parse-mode",
            paramLabel = "MODE",
            description = "Markup of the text: html, markdown, markdownv2 or none (default).")
    private ParseMode parseMode = ParseMode.NONE;

    @Option(names = "--silent", description = "Without a sound.")
    private boolean silent;

    @Option(names = "--no-link-preview", description = "Without a card for the first link.")
    private boolean noLinkPreview;

    @Option(
            names = "--schedule",
            paramLabel = "TIME",
            description = "Send later: 2026-12-24T18:00 (local), with an offset, or +1h.")
    private @Nullable When schedule;

    @Option(
            names = "--reply-to",
            paramLabel = "ID",
            description = "As an answer to that message of the chat: its id or its link.")
    private @Nullable ReplyTarget replyTo;

    @Option(
            names = "--allow-sending-without-reply",
            description = "Send it also where the message that it answers is gone.")
    private boolean allowSendingWithoutReply;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            description = "Wait at most so long; else the answer is FLOOD_WAIT.")
    private @Nullable Duration deadline;

    @Option(
            names = {"--enqueue", "--detach"},
            description = "Store the message and return: whoever has the session sends it, such as serve.")
    private boolean enqueue;

    @Override
    public int run(Workplace place) {
        Peer peer = Objects.requireNonNull(to);
        Fleets fleets = place.fleets();
        if (schedule != null && !fleets.isDurable()) {
            String instead = "or use a durable --state, which keeps the message until its time";
            fleets.require(Feature.SCHEDULE, instead);
            if (place.configuration().sessions().get(0).config().isBot()) {
                throw new ConfigurationException("--schedule: Telegram keeps messages for users, and session "
                        + fleets.firstSession() + " is a bot; use a user's session, " + instead);
            }
        }
        if (enqueue && !fleets.isDurable()) {
            throw new ConfigurationException(
                    "--enqueue: memory: keeps nothing when this command ends; name a store that"
                            + " another process sends from, such as --state sqlite:");
        }
        try (Heliograph heliograph = fleets.open(false)) {
            OutgoingMessage message = message(peer, heliograph.timeline().instant());
            TelegramClient client = heliograph.client(fleets.firstSession());
            if (enqueue) {
                return Stored.of(client, message).tell(place, heliograph);
            }
            boolean durable = fleets.isDurable();
            if (durable && Elsewhere.isServed(heliograph, List.of(client))) {
                return Stored.beside(place, heliograph, client, message);
            }
            CompletableFuture<Outcome<SelfInfo>> connected = client.connect();
            SendResult result = sent(client, message, connected);
            Failure failure = connected.isDone() ? connected.join().failure() : null;
            if (durable && failure != null && Beside.isInUse(failure)) {
                return Stored.beside(place, heliograph, client, message);
            }
            return tell(place, heliograph, peer, result);
        }
    }

    /** Says how the message ended. */
    static int tell(Workplace place, Heliograph heliograph, Peer peer, SendResult result) {
        Json json = Simulated.mark(Shapes.result(peer, result), heliograph);
        place.console().out().println(place.json() ? json : words(peer, result) + Simulated.below(heliograph));
        return ExitCode.of(result);
    }

    /** A message of now waits for the connection, so that its deadline covers both; one for later is not kept without it. */
    private static SendResult sent(
            TelegramClient client, OutgoingMessage message, CompletableFuture<Outcome<SelfInfo>> connected) {
        if (message.schedule() != null && !connected.join().isDone()) {
            return notConnected(client, message.peer(), connected);
        }
        SendResult result = client.send(message).join();
        return switch (result.reason()) {
            case "NOT_CONNECTED", "SESSION_LOST" ->
                connected.join().isDone() ? result : notConnected(client, message.peer(), connected);
            default -> result;
        };
    }

    private static SendResult notConnected(
            TelegramClient client, Peer peer, CompletableFuture<Outcome<SelfInfo>> connected) {
        return Ended.by(Objects.requireNonNull(connected.join().failure())).result(peer, client.name());
    }

    private OutgoingMessage message(Peer peer, Instant now) {
        try {
            Instant at = schedule == null ? null : schedule.at(now);
            if (at != null && at.isBefore(now)) {
                throw new ConfigurationException("--schedule: " + at + " is past");
            }
            return OutgoingMessage.to(peer)
                    .text(text, parseMode)
                    .silent(silent)
                    .linkPreview(!noLinkPreview)
                    .schedule(at)
                    .replyTo(replyTo == null ? 0 : replyTo.in(peer))
                    .allowSendingWithoutReply(allowSendingWithoutReply)
                    .deadline(deadline)
                    .build();
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("--text: " + wrong.getMessage());
        }
    }

    private static String words(Peer peer, SendResult result) {
        Instant later = result.scheduledFor();
        if (result.reason().equals(SendResult.SCHEDULED)) {
            String until = peer + (later == null ? "" : " until " + Words.of(later));
            return result.attempts() > 0
                    ? "Scheduled, not sent yet: Telegram keeps it for " + until + "."
                    : "Kept for " + until + "; it goes out while session " + result.sentBy() + " is connected.";
        }
        if (result.isSuccess()) {
            return "Sent to " + peer + " as message " + result.messageId() + " by " + result.sentBy() + ".";
        }
        return (result.error() == null ? result.status() + " " + result.reason() : result.error())
                + (result.status() == SendStatus.FLOOD_WAIT && result.retryAfter() != null
                        ? " (again in " + result.retryAfter().toSeconds() + " s)"
                        : "");
    }
}
