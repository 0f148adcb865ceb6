// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open windows of one account. */
final class Penalties {
    private static final long EVERY_CHAT = 0;

    /** What a window closes; a null method means every method. */
    private record Spot(@Nullable Method method, long chatId) {}

    private final Map<Spot, Penalty> open = new HashMap<>();
    private long lastUntil = Long.MIN_VALUE;

    void closeChat(Method method, long chatId, Penalty penalty) {
        put(new Spot(method, chatId), penalty);
    }

    void closeMethod(Method method, Penalty penalty) {
        put(new Spot(method, EVERY_CHAT), penalty);
    }

    void closeAccount(Penalty penalty) {
        put(new Spot(null, EVERY_CHAT), penalty);
    }

    /** The window that this call walks into, or null. */
    @Nullable
    Penalty hit(Method method, long chatId, long now) {
        if (now >= lastUntil) {
            open.clear();
            return null;
        }
        Penalty account = at(new Spot(null, EVERY_CHAT), now);
        if (account != null) {
            return account;
        }
        Penalty whole = at(new Spot(method, EVERY_CHAT), now);
        return whole != null || chatId == EVERY_CHAT ? whole : at(new Spot(method, chatId), now);
    }

    /** A window that grew must not be forgotten early. */
    void grew(Penalty penalty) {
        lastUntil = Math.max(lastUntil, penalty.until());
    }

    private @Nullable Penalty at(Spot spot, long now) {
        Penalty penalty = open.get(spot);
        if (penalty != null && !penalty.isOpen(now)) {
            open.remove(spot);
            return null;
        }
        return penalty;
    }

    private void put(Spot spot, Penalty penalty) {
        open.put(spot, penalty);
        grew(penalty);
    }
}
