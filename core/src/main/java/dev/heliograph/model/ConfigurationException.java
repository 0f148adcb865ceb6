// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.List;

/** Every problem of a configuration at once; nothing was opened or sent. */
@Stable
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<String> problems;

    /** The problems, each one line that names the key, what was found, what was expected and what to do. */
    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** A single problem. */
    public ConfigurationException(String problem) {
        this(List.of(problem));
    }

    /** The problems, in the order of the keys; never empty. */
    public List<String> problems() {
        return problems;
    }
}
