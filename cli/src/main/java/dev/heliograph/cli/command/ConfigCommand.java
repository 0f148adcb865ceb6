// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.config.Configuration;
import dev.heliograph.cli.config.Shown;
import dev.heliograph.cli.log.LogFile;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The configuration that holds, where each value came from, and whether anything is wrong with it. */
@Command(
        name = "config",
        description = {
            "Show the effective configuration, secrets masked, with its origin.",
            "It is checked as a whole, and nothing is opened: exit code 2 where something is wrong."
        })
public final class ConfigCommand implements Task {
    @Option(names = "--check", description = "Only say whether something is wrong.")
    private boolean check;

    @Override
    public int run(Workplace place) {
        Configuration configuration = place.unopened();
        List<String> problems = problems(place, configuration);
        List<Shown> values = check ? List.of() : configuration.shown();
        if (place.json()) {
            Json json = new Json();
            if (!check) {
                json.put("values", values.stream().map(ConfigCommand::json).toList());
            }
            place.console().out().println(json.put("problems", problems));
        } else if (check) {
            place.console().out().print(problems.isEmpty() ? "Nothing is wrong with the configuration.\n" : "");
        } else {
            TableText table = new TableText("KEY", "VALUE", "ORIGIN");
            values.forEach(value -> table.row(value.key(), value.value(), value.origin()));
            place.console().out().print(table);
        }
        problems.forEach(problem -> place.console().err().println("heliograph: " + problem));
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
    }

    private static List<String> problems(Workplace place, Configuration configuration) {
        List<String> problems = new ArrayList<>(new Fleets(configuration, place.plugins()).problems());
        String file = configuration.log().file();
        String refused = file == null ? null : LogFile.problem(Path.of(file));
        if (refused != null) {
            problems.add(configuration.located(refused));
        }
        return problems;
    }

    private static Json json(Shown value) {
        return new Json().put("key", value.key()).put("value", value.value()).put("origin", value.origin());
    }
}
