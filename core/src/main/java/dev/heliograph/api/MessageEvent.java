// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Message;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.Stable;
import java.util.concurrent.CompletableFuture;

/**
 * A message that came in or was edited.
 *
 * @param client the session that saw it
 * @param message it
 * @param edited whether it was there before
 */
@Stable
public record MessageEvent(TelegramClient client, Message message, boolean edited) {
    /** Who wrote it; asked once and remembered. */
    public CompletableFuture<Outcome<Entity>> sender() {
        return client.entity(Peer.of(message.senderId()));
    }

    /** Answers it with plain text, before everything that is not an answer. */
    public CompletableFuture<SendResult> reply(String text) {
        return client.reply(message, text);
    }
}
