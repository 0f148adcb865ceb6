// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.SessionHealth;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** Says whether the sessions can be relied upon. */
@Command(
        name = "health",
        description = {
            "Say whether the sessions can be relied upon; exit code 1 where one cannot.",
            "With memory:, which remembers nothing, each session is connected to find out."
        })
public final class HealthCommand implements Task {
    @Override
    public int run(Workplace place) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            if (!fleets.isDurable()) {
                Object unused = heliograph.connect().join();
            }
            Instant now = heliograph.timeline().instant();
            List<SessionHealth> sessions =
                    heliograph.clients().stream().map(TelegramClient::health).toList();
            boolean healthy = sessions.stream().allMatch(SessionHealth::healthy);
            if (place.json()) {
                place.console()
                        .out()
                        .println(new Json()
                                .put("as_of", now)
                                .put("healthy", healthy)
                                .put(
                                        "sessions",
                                        sessions.stream()
                                                .map(HealthCommand::json)
                                                .toList()));
            } else {
                TableText table = new TableText("SESSION", "HEALTHY", "STATE", "SCORE", "REASONS");
                sessions.forEach(one -> table.row(
                        one.session(),
                        one.healthy() ? "yes" : "no",
                        Words.of(one.state()),
                        one.score(),
                        String.join("; ", one.reasons())));
                place.console().out().print(table + fleets.asOf(now));
            }
            return healthy ? ExitCode.DONE : ExitCode.PARTLY;
        }
    }

    private static Json json(SessionHealth one) {
        return new Json()
                .put("session", one.session())
                .put("healthy", one.healthy())
                .put("state", Words.of(one.state()))
                .put("score", one.score())
                .put("reasons", one.reasons());
    }
}
