// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Claimant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the claims whose answers were lost. What they claimed would be held for ever by a claimant that does not know of
 * it: so the next claim says which ones they were, and their rows wait again. Any thread.
 */
final class LostClaims {
    /** A claim that was lost may reach the server late, after the next one. */
    private static final int CLAIMS_KEPT = 2;

    private final Map<Holder, Map<String, Integer>> claims = new HashMap<>();
    private final String life;
    private long latest;

    /** For claims of one life of a process; the text sets them apart from those of others. */
    LostClaims(String life) {
        this.life = life;
    }

    private record Holder(String queue, Claimant claimant) {}

    synchronized String nextClaim() {
        return life + "-" + Long.toString(++latest, Character.MAX_RADIX);
    }

    synchronized List<String> lostClaims(String queue, Claimant claimant) {
        return new ArrayList<>(
                claims.getOrDefault(new Holder(queue, claimant), Map.of()).keySet());
    }

    /** A claim that named those lost ones was answered, or not. */
    synchronized void claimed(String queue, Claimant claimant, String token, List<String> named, Outcome<?> outcome) {
        Holder holder = new Holder(queue, claimant);
        Map<String, Integer> lost = claims.computeIfAbsent(holder, unseen -> new LinkedHashMap<>());
        if (isLost(outcome)) {
            lost.put(token, CLAIMS_KEPT);
        } else if (outcome.isDone()) {
            named.forEach(one -> lost.computeIfPresent(one, (key, left) -> left > 1 ? left - 1 : null));
        }
        if (lost.isEmpty()) {
            claims.remove(holder);
        }
    }

    private static boolean isLost(Outcome<?> outcome) {
        return outcome.failure() != null && outcome.failure().mayHaveHappened();
    }
}
