// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Enqueued;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Json;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Message that is stored in the outbox of a session, and goes out by whichever process has it.
 *
 * @param client the session
 * @param message the message
 * @param row where it is stored
 */
record Stored(TelegramClient client, OutgoingMessage message, Enqueued row) {
    private static final Duration WITHDRAWAL = Duration.ofSeconds(10);

    /** Stores it. */
    static Stored of(TelegramClient client, OutgoingMessage message) {
        return new Stored(client, message, client.enqueue(message).join().orThrow());
    }

    /** How people name it. */
    String name() {
        return client.name() + "/" + row.id();
    }

    /** Says where it is. */
    int tell(Workplace place, Heliograph heliograph) {
        boolean served = Elsewhere.isServed(heliograph, List.of(client));
        Json json = new Json()
                .put("status", null)
                .put("reason", row.fresh() ? "ENQUEUED" : "KNOWN_ALREADY")
                .put("chat", Shapes.chat(message.peer()))
                .put("session", client.name())
                .put("message", name())
                .put("due", message.schedule())
                .put("served", served);
        place.console()
                .out()
                .println(place.json() ? Simulated.mark(json, heliograph) : words(served) + Simulated.below(heliograph));
        return ExitCode.DONE;
    }

    private String words(boolean served) {
        return "Stored for " + message.peer() + " as " + name()
                + (message.schedule() == null ? "" : ", due " + Words.of(message.schedule()))
                + ". "
                + (served
                        ? "It goes out by the process that has session " + client.name()
                        : "No process has session " + client.name() + " now: 'heliograph serve' sends it")
                + "; 'heliograph outbox' lists and withdraws it.";
    }

    /**
     * Stores it beside the process that has the session, and waits for its end: by that process, or by this one where that
     * ends first.
     */
    static int beside(Workplace place, Heliograph heliograph, TelegramClient client, OutgoingMessage message) {
        CompletableFuture<Void> interrupted = Interruption.awaited();
        Stored stored = of(client, message);
        if (message.schedule() != null) {
            return stored.tell(place, heliograph);
        }
        try (Beside beside = Beside.connect(heliograph.timeline(), List.of(client), true, place)) {
            CompletableFuture<SendResult> end = stored.row.result();
            CompletableFuture<Void> late = new CompletableFuture<>();
            Duration deadline = message.patience();
            if (deadline != null) {
                Object unused = heliograph.timeline().strand("deadline").after(deadline, () -> late.complete(null));
            }
            beside.await(end, interrupted, late);
            if (end.isDone()) {
                return SendCommand.tell(place, heliograph, message.peer(), end.join());
            }
            if (interrupted.isDone()) {
                place.console()
                        .err()
                        .println("heliograph: interrupted: the message is stored as " + stored.name()
                                + " and goes out by whoever has the session; 'heliograph outbox cancel " + stored.name()
                                + "' withdraws it");
                return ExitCode.INTERRUPTED;
            }
            // what could not be withdrawn is being sent: its end comes within the retries of its session
            boolean withdrawn = new NamedMessage(heliograph, stored.name()).withdraw(WITHDRAWAL);
            SendResult result = withdrawn
                    ? SendResult.refused(SendStatus.FAILED, "DEADLINE", "withdrawn at its deadline", client.name())
                    : end.join();
            return SendCommand.tell(place, heliograph, message.peer(), result);
        }
    }
}
