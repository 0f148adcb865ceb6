// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.MessageRef;
import dev.heliograph.simulator.world.Account;
import dev.heliograph.simulator.world.SessionKey;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One bot, as the server knows it. Confined to the server's strand. */
final class Bot {
    private static final int REMEMBERED = 20_000;

    final long id;
    final SessionKey key;
    final Inbox inbox;
    /** What the Bot API shows of this bot's messages and the world does not know. */
    final Shelf<MessageRef, Trimmings> trimmings = new Shelf<>(REMEMBERED);
    /** Its lists of commands by scope and language. */
    final TreeMap<String, JsonNode> commands = new TreeMap<>();
    /** Buttons that were pressed and not answered yet, by query id. */
    final Shelf<String, Long> presses = new Shelf<>(REMEMBERED);

    private final String secret;
    boolean connected;
    /** What the world calls when there is something to fetch. */
    Runnable wake = () -> {};

    long launchedAt;

    Bot(Target first, SessionKey key, Inbox inbox) {
        this.id = first.bot();
        this.secret = first.secret();
        this.key = key;
        this.inbox = inbox;
    }

    boolean admits(Target target) {
        return secret.equals(target.secret());
    }

    Account account() {
        return key.account();
    }

    Trimmings trimmings(long chatId, long messageId) {
        Trimmings known = trimmings.get(new MessageRef(chatId, messageId));
        return known == null ? Trimmings.NONE : known;
    }
}
