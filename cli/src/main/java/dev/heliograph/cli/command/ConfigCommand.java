// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.config.Shown;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows what holds, and why. */
@Command(name = "config", description = "Show the effective configuration, secrets masked, with its origin.")
public final class ConfigCommand implements Task {
    @Override
    public int run(Workplace place) {
        List<Shown> values = place.configuration().shown();
        if (place.json()) {
            place.console()
                    .out()
                    .println(new Json()
                            .put(
                                    "values",
                                    values.stream().map(ConfigCommand::json).toList()));
        } else {
            TableText table = new TableText("KEY", "VALUE", "ORIGIN");
            values.forEach(value -> table.row(value.key(), value.value(), value.origin()));
            place.console().out().print(table);
        }
        return ExitCode.DONE;
    }

    private static Json json(Shown value) {
        return new Json().put("key", value.key()).put("value", value.value()).put("origin", value.origin());
    }
}
