// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where log lines go and how they look.
 *
 * @param level trace, debug, info, warn, error or off
 * @param format text or json; null = text on a terminal, JSON elsewhere
 * @param file a file that gets all lines as JSON in place of standard error, or null
 * @param maxSize bytes after which the file is rolled, at least 1024
 * @param keep rolled files that are kept, 1 to 20
 */
public record LogSettings(
        String level, @Nullable String format, @Nullable String file, long maxSize, int keep) {
    /** Checks the ranges. */
    public LogSettings {
        List<String> problems = new ArrayList<>();
        if (maxSize < 1024) {
            problems.add("log.maxSize " + maxSize + ": expected at least 1KB");
        }
        if (keep < 1 || keep > 20) {
            problems.add("log.keep " + keep + ": expected 1 to 20");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** Whether errors are logged where people see them, on standard error. */
    public boolean isOnTerminal() {
        return file == null && !level.equals("off");
    }
}
