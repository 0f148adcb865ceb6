// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import org.jspecify.annotations.Nullable;

/** Whether a message comes too fast. */
final class Pace {
    private static final long SECOND = 1_000_000_000L;

    private final Gate gate;

    Pace(Gate gate) {
        this.gate = gate;
    }

    /** The refusal of a message that comes too fast, or null. Takes nothing from any limit. */
    @Nullable
    TelegramError problem(Call call, Chat chat) {
        Account account = call.account();
        if (chat.shared != null && chat.shared.slowSeconds > 0) {
            long last = chat.shared.lastSent.getOrDefault(account.id(), Long.MIN_VALUE / 2);
            long wait = last + chat.shared.slowSeconds * SECOND - call.now();
            if (wait > 0) {
                return gate.close(call, Method.SEND, chat.id, Penalty.slowMode(wait, call.now()), false);
            }
        }
        Speed.Stop stop = account.speed.onSend(chat.id, chat.isGroup(), call.now());
        if (stop.waitNanos() == 0) {
            return null;
        }
        if (stop.published()) {
            gate.breach();
        }
        boolean wide = stop.wholeAccount();
        return gate.close(call, Method.SEND, chat.id, Penalty.flood(wide, stop.waitNanos(), call.now()), wide);
    }

    /** Counts a message that was accepted. */
    void accepted(Call call, Chat chat) {
        call.account().speed.sent(chat.id, chat.isGroup(), call.now());
        if (chat.shared != null && chat.shared.slowSeconds > 0) {
            chat.shared.lastSent.put(call.account().id(), call.now());
        }
    }
}
