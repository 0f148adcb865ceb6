// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody probably meant: a short one with one slip, a longer one with two or three, or one that was cut off. */
public final class Nearest {
    private static final int FEWEST_LETTERS = 3;

    private Nearest() {}

    /** The candidate with the fewest slips, where these are few next to the word's length. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        String typed = word.toLowerCase(Locale.ROOT);
        String best = null;
        int least = mostSlips(typed) + 1;
        for (String candidate : candidates) {
            int slips = slips(typed, candidate.toLowerCase(Locale.ROOT));
            if (slips < least) {
                least = slips;
                best = candidate;
            }
        }
        return best != null ? Optional.of(best) : begunBy(typed, candidates);
    }

    /** The only candidate that begins so. */
    private static Optional<String> begunBy(String typed, Collection<String> candidates) {
        List<String> begun = candidates.stream()
                .filter(candidate -> typed.length() >= FEWEST_LETTERS
                        && candidate.toLowerCase(Locale.ROOT).startsWith(typed))
                .toList();
        return begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty();
    }

    private static int mostSlips(String word) {
        return word.length() <= 2 ? 0 : word.length() <= 4 ? 1 : word.length() <= 9 ? 2 : 3;
    }

    /** Letters to insert, delete or replace, and pairs of neighbours to change. */
    private static int slips(String from, String to) {
        int[][] slips = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : slips(slips, from, to, i, j);
            }
        }
        return slips[from.length()][to.length()];
    }

    private static int slips(int[][] slips, String from, String to, int i, int j) {
        int replaced = slips[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean changed =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return changed ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
