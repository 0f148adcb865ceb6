// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli;

import dev.heliograph.cli.render.Console;
import dev.heliograph.model.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Runs commands in this process, and keeps what they say. */
final class Screen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final Map<String, String> variables = new TreeMap<>(Map.of("HELIOGRAPH_STATE", "memory:"));

    /** Sets a variable for all later runs. */
    Screen with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Runs a command whose state ends with it, without other variables than those set; gives its exit code. */
    int run(String input, String... arguments) {
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false);
        return Main.run(arguments, console, Environment.of(variables));
    }

    /** As {@link #run}, onto a standard output that takes nothing. */
    int runWithoutOutput(String... arguments) {
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(
                        new OutputStream() {
                            @Override
                            public void write(int value) throws IOException {
                                throw new IOException("No space left on device");
                            }
                        },
                        true,
                        StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false);
        return Main.run(arguments, console, Environment.of(Map.of("HELIOGRAPH_STATE", "memory:")));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
