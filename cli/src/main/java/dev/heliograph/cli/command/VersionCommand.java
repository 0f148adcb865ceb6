// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.render.Json;
import dev.heliograph.model.Product;
import picocli.CommandLine.Command;

/** Tells which build this is. */
@Command(name = "version", description = "Print the version.")
public final class VersionCommand implements QuickTask {
    @Override
    public int run(Console console, boolean json) {
        String java = Runtime.version().toString();
        console.out()
                .println(
                        json
                                ? new Json()
                                        .put("version", Product.version())
                                        .put("java", java)
                                        .toString()
                                : "heliograph " + Product.version() + " (Java " + java + ")");
        return ExitCode.DONE;
    }
}
