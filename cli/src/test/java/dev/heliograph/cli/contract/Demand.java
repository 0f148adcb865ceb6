// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.contract;

import java.util.List;

/** What is left of a clause where features are not declared, the least first. */
enum Demand {
    /** Nothing is asked for. */
    NOTHING("–"),
    /** The transport has to answer {@code Unsupported}, or to have no such facet. */
    REFUSAL("refuses"),
    /** Some of it. */
    PART("in part"),
    /** All of it. */
    ALL("holds");

    private final String word;

    Demand(String word) {
        this.word = word;
    }

    /** As the page says it. */
    String word() {
        return word;
    }

    /** Compares what a clause asked of a whole transport with what it asked of one without some features. */
    static Demand of(List<String> whole, List<String> without) {
        if (sorted(whole).equals(sorted(without))) {
            return ALL;
        }
        if (work(whole).equals(work(without))) {
            return REFUSAL;
        }
        return work(without).isEmpty() ? NOTHING : PART;
    }

    private static List<String> work(List<String> asked) {
        return sorted(asked.stream()
                .filter(word -> !word.startsWith(Watched.FACET) && !word.equals(Watched.REFUSED))
                .toList());
    }

    private static List<String> sorted(List<String> asked) {
        return asked.stream().sorted().toList();
    }
}
