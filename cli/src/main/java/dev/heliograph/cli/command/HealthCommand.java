// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionHealth;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Says whether the sessions can be relied upon. */
@Command(
        name = "health",
        description = {
            "Say whether the sessions can be relied upon; exit code 1 where one cannot.",
            "Each session is connected to find out; one that another process has at work counts as healthy."
        })
public final class HealthCommand implements Task {
    private static final String IN_USE = "IN_USE";

    @Override
    public int run(Workplace place) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            List<Outcome<SelfInfo>> connected = heliograph.connect().join();
            Instant now = heliograph.timeline().instant();
            List<Shown> sessions = new ArrayList<>();
            for (int i = 0; i < connected.size(); i++) {
                sessions.add(Shown.of(
                        heliograph.clients().get(i).health(), connected.get(i).failure()));
            }
            boolean healthy = sessions.stream().allMatch(Shown::healthy);
            if (place.json()) {
                place.console()
                        .out()
                        .println(new Json()
                                .put("as_of", now)
                                .put("healthy", healthy)
                                .put(
                                        "sessions",
                                        sessions.stream().map(Shown::json).toList()));
            } else {
                TableText table = new TableText("SESSION", "HEALTHY", "STATE", "SCORE", "REASONS");
                sessions.forEach(one -> table.row(
                        one.session, one.healthy ? "yes" : "no", one.state, one.score, String.join("; ", one.reasons)));
                place.console().out().print(table + fleets.asOf(now));
            }
            return healthy ? ExitCode.DONE : ExitCode.PARTLY;
        }
    }

    /**
     * A line of the table. A session that another process has is this one's to look at only by its lease, which that process
     * renews as long as it works.
     */
    private record Shown(String session, boolean healthy, String state, int score, List<String> reasons) {
        static Shown of(SessionHealth health, @Nullable Failure failure) {
            String session = health.session().value();
            return failure != null && failure.reason().startsWith(IN_USE)
                    ? new Shown(session, true, "in-use", 100, List.of(failure.reason()))
                    : new Shown(session, health.healthy(), Words.of(health.state()), health.score(), health.reasons());
        }

        Json json() {
            return new Json()
                    .put("session", session)
                    .put("healthy", healthy)
                    .put("state", state)
                    .put("score", score)
                    .put("reasons", reasons);
        }
    }
}
