// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import org.jspecify.annotations.Nullable;

/** What every call must pass before anybody looks at what it wants. */
final class Gate {
    private static final int[] CODES = {500, 500, 500, 503};
    private static final String[] NAMES = {
        "RPC_CALL_FAIL", "INTERDC_2_CALL_ERROR", "WORKER_BUSY_TOO_LONG_RETRY", "Timeout"
    };

    private final Weather weather;
    private final Judge judge;

    Gate(Weather weather, Judge judge) {
        this.weather = weather;
        this.judge = judge;
    }

    /** Whether the session is accepted and the server is well; null where it is. */
    @Nullable
    TelegramError admit(Call call) {
        judge.request();
        SessionKey key = call.key();
        if (key.death() == null && weather.strikes(Fault.REVOCATIONS)) {
            key.die(TelegramError.of(401, "SESSION_REVOKED"));
        }
        if (key.death() != null) {
            return key.death();
        }
        if (weather.strikes(Fault.SERVER_ERRORS)) {
            int which = (int) weather.dice(Fault.SERVER_ERRORS).between(0, CODES.length - 1);
            return TelegramError.of(CODES[which], NAMES[which]);
        }
        return null;
    }

    /** Whether the account is being left alone as it was asked to; knocking earlier makes it worse. */
    @Nullable
    TelegramError patience(Call call, Method method, long chatId) {
        Penalties penalties = call.account().penalties;
        Penalty penalty = penalties.hit(method, chatId, call.now());
        if (penalty == null) {
            return null;
        }
        if (penalty.wasTold(call.sentAt())) {
            judge.afterWarning();
        }
        if (penalty.wasKnown(chatId, call.sentAt())) {
            judge.insidePenalty();
            penalty.grow(call.now());
            penalties.grew(penalty);
        }
        judge.flood();
        return penalty.error(chatId, call.now());
    }

    /** Counts a call that is not a send; refused where it was one too many. */
    @Nullable
    TelegramError count(Call call, Method method, long chatId) {
        TelegramError early = patience(call, method, chatId);
        if (early != null) {
            return early;
        }
        Meter meter = call.account().speed.meter(method, chatId);
        long wait = meter.waitNanos(call.now());
        if (wait > 0) {
            boolean wide = method != Method.EDIT;
            return close(call, method, chatId, Penalty.flood(wide, wait, call.now()), wide);
        }
        meter.take(call.now());
        return null;
    }

    /** Opens a window for that method: in that chat, or wide in all of them, though the client hears of the one only. */
    TelegramError close(Call call, Method method, long chatId, Penalty penalty, boolean wide) {
        if (wide) {
            call.account().penalties.closeMethod(method, penalty);
        } else {
            call.account().penalties.closeChat(method, chatId, penalty);
        }
        judge.flood();
        return penalty.error(chatId, call.now());
    }

    void breach() {
        judge.limitBreach();
    }

    void doubleConnection() {
        judge.doubleConnection();
    }
}
