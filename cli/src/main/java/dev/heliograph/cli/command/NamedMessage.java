// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.StoredMessage;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Numbers;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Message of an outbox that somebody named, as {@code SESSION/NUMBER}. Each call refuses a name that nobody knows. */
final class NamedMessage {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Heliograph heliograph;
    private final String name;
    private final TelegramClient client;
    private final long id;

    /**
     * That message.
     *
     * @throws ConfigurationException where the name has another form, or names a session that is not configured
     */
    NamedMessage(Heliograph heliograph, String name) {
        this.heliograph = heliograph;
        this.name = name;
        int slash = name.lastIndexOf('/');
        String number = name.substring(slash + 1);
        try {
            this.id = Numbers.whole(slash < 1 ? "" : number, 0, Long.MAX_VALUE);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("message '" + name
                    + "': expected a session and a number, such as main/17; 'heliograph outbox' lists them");
        }
        String session = name.substring(0, slash);
        this.client = heliograph.clients().stream()
                .filter(one -> one.name().value().equals(session))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("message '" + name + "': session " + session
                        + " is not configured; there is "
                        + String.join(", ", BroadcastCommand.sessions(heliograph))));
    }

    /** Its name. */
    static String of(StoredMessage message) {
        return message.session() + "/" + message.id();
    }

    /** As it stands now. */
    StoredMessage find() {
        return client.outbox()
                .find(id)
                .join()
                .orThrow()
                .orElseThrow(
                        () -> new ConfigurationException(
                                "message '" + name
                                        + "': there is none of that number, or none any more; 'heliograph outbox' lists those that wait"));
    }

    /** Withdraws it, again and again while it is open: whoever has it in hand gives it back when it hears of that. */
    boolean withdraw(Duration patience) {
        Strand strand = heliograph.timeline().strand("withdraw");
        long until = heliograph.timeline().nanos() + patience.toNanos();
        while (find().status() == null && heliograph.timeline().nanos() - until < 0) {
            if (client.outbox().withdraw(id).join().orThrow()) {
                return true;
            }
            CompletableFuture<Void> later = new CompletableFuture<>();
            Object unused = strand.after(LOOK, () -> later.complete(null));
            later.join();
        }
        return false;
    }
}
