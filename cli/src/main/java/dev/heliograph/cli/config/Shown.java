// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import java.util.Comparator;
import java.util.List;

/**
 * A line of {@code heliograph config}: an effective value, secrets masked.
 *
 * @param key its path, such as {@code sessions.news-1.botToken}
 * @param value what may be shown of it
 * @param origin where it was found
 */
public record Shown(String key, String value, String origin) {
    /** The problem behind the origin of the key that it begins with, where somebody set that key. */
    static String located(List<Shown> shown, String problem) {
        return shown.stream()
                .filter(one -> !one.origin.equals(Value.DEFAULT) && isAbout(one.key, problem))
                .max(Comparator.comparingInt(one -> one.key.length()))
                .map(one -> one.origin + ": " + problem)
                .orElse(problem);
    }

    private static boolean isAbout(String key, String problem) {
        return problem.startsWith(key)
                && problem.length() > key.length()
                && " :".indexOf(problem.charAt(key.length())) >= 0;
    }
}
