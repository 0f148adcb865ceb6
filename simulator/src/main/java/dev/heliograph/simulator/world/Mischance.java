// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Event;
import org.jspecify.annotations.Nullable;

/** What strikes senders who did nothing wrong. */
final class Mischance {
    private static final long SECOND = 1_000_000_000L;
    private static final long TIGHT_SPAN = 600 * SECOND;

    private final Weather weather;
    private final Gate gate;
    private final AcceptedLog log;

    Mischance(Weather weather, Gate gate, AcceptedLog log) {
        this.weather = weather;
        this.gate = gate;
        this.log = log;
    }

    /** The refusal, or null. */
    @Nullable
    TelegramError strike(Call call, Chat chat) {
        Account account = call.account();
        if (weather.strikes(Fault.TIGHTENED_LIMITS)) {
            account.speed.tighten(0.5, call.now() + TIGHT_SPAN);
        }
        if (weather.strikes(Fault.FREEZES)) {
            freeze(account);
            return frozen();
        }
        boolean cold = !account.isBot() && chat.shared == null && !chat.warm && chat.id != account.id();
        if (cold && (account.restricted || weather.strikes(Fault.PEER_FLOODS))) {
            account.restricted = true;
            return TelegramError.of(400, "PEER_FLOOD");
        }
        long planned = weather.takePlannedFlood(log.size());
        if (planned > 0) {
            Penalty penalty = Penalty.flood(true, planned, call.now());
            return gate.close(call, Method.SEND, chat.id, penalty, true);
        }
        return weather.strikes(Fault.FLOODS) ? flood(call, chat) : null;
    }

    static void freeze(Account account) {
        account.frozen = true;
        Delivery.tell(account, null, new Event.Notice("Your account was frozen. You can appeal this decision."));
    }

    static TelegramError frozen() {
        return TelegramError.of(420, "FROZEN_METHOD_INVALID");
    }

    /** Most floods are short and hold for one chat; a few are long or wide. */
    private TelegramError flood(Call call, Chat chat) {
        Dice dice = weather.dice(Fault.FLOODS);
        double length = dice.share();
        long seconds =
                length < 0.9 ? dice.between(1, 30) : length < 0.99 ? dice.between(31, 90) : dice.between(91, 600);
        boolean wide = dice.hit(0.2);
        return gate.close(call, Method.SEND, chat.id, Penalty.flood(wide, seconds * SECOND, call.now()), wide);
    }
}
