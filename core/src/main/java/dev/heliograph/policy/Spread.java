// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import dev.heliograph.model.Stable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which node has which session: the same answer wherever it is asked with the same names, in shares that differ by one at
 * most, and with few moves when a node comes or goes.
 */
@Stable
public final class Spread {
    private Spread() {}

    /** The node of each session, by the sessions' names; empty where there is no node. */
    public static Map<String, String> over(Collection<String> sessions, Collection<String> nodes) {
        Map<String, String> spread = new LinkedHashMap<>();
        if (nodes.isEmpty()) {
            return spread;
        }
        List<String> sorted = new ArrayList<>(new TreeSet<>(nodes));
        Map<String, Integer> load = new LinkedHashMap<>();
        int all = new TreeSet<>(sessions).size();
        int full = all / sorted.size();
        int larger = all % sorted.size();
        for (String session : new TreeSet<>(sessions)) {
            List<String> liked = new ArrayList<>(sorted);
            liked.sort(Comparator.comparingLong((String node) -> score(session, node))
                    .reversed()
                    .thenComparing(node -> node));
            for (String node : liked) {
                int has = load.getOrDefault(node, 0);
                if (has < full || (has == full && larger > 0)) {
                    larger -= has == full ? 1 : 0;
                    load.put(node, has + 1);
                    spread.put(session, node);
                    break;
                }
            }
        }
        return spread;
    }

    /** The finalizer of SplitMix64 over the letters of both names. */
    private static long score(String session, String node) {
        long hash = 0;
        String both = session + "\n" + node;
        for (int i = 0; i < both.length(); i++) {
            long z = (hash ^ both.charAt(i)) + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            hash = z ^ (z >>> 31);
        }
        return hash;
    }
}
