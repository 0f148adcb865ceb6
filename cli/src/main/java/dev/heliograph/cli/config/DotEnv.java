// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The file {@code .env}, where there is one.
 *
 * @param variables what it sets
 * @param lines its lines
 */
record DotEnv(Environment variables, List<String> lines) {
    /**
     * Reads the file.
     *
     * @throws ConfigurationException where it cannot be read, or a line of it is wrong
     */
    static DotEnv of(Path file) {
        Environment variables = Environment.of(Map.of()).over(file);
        try {
            return new DotEnv(
                    variables, Files.exists(file) ? TextFile.read(file).lines().toList() : List.of());
        } catch (IOException gone) {
            throw new ConfigurationException(file + ": cannot be read (" + FileTrouble.cause(gone) + ")");
        }
    }

    /** Where the variable is set: the last line that does counts. */
    String origin(String name) {
        Pattern setting = Pattern.compile("[\\s\\uFEFF]*(export\\s+)?" + Pattern.quote(name) + "\\s*=.*");
        for (int i = lines.size(); i > 0; i--) {
            if (setting.matcher(lines.get(i - 1)).matches()) {
                return ".env:" + i + " " + name;
            }
        }
        return ".env " + name;
    }
}
