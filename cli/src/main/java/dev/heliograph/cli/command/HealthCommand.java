// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Heartbeat;
import dev.heliograph.model.SessionHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Says whether the sessions can be relied upon. */
@Command(
        name = "health",
        description = {
            "Say whether the sessions can be relied upon; exit code 1 where one cannot.",
            "A session that another process has is judged by what that process said of it last, and by whether it fell silent; "
                    + "any other one is connected to find out."
        })
public final class HealthCommand implements Task {
    @Override
    public int run(Workplace place) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            List<Optional<Heartbeat>> heard = Elsewhere.heard(heliograph);
            List<CompletableFuture<Shown>> asked = new ArrayList<>();
            for (int i = 0; i < heard.size(); i++) {
                TelegramClient client = heliograph.clients().get(i);
                asked.add(heard.get(i)
                        .filter(Heartbeat::isServed)
                        .map(beat -> CompletableFuture.completedFuture(
                                Shown.of(beat, heliograph.timeline().instant())))
                        .orElseGet(() -> client.connect().thenApply(outcome -> Shown.of(client, outcome.failure()))));
            }
            List<Shown> sessions = asked.stream().map(CompletableFuture::join).toList();
            Instant now = heliograph.timeline().instant();
            boolean healthy = sessions.stream().allMatch(Shown::healthy);
            if (place.json()) {
                place.console()
                        .out()
                        .println(Simulated.mark(
                                new Json()
                                        .put("as_of", now)
                                        .put("healthy", healthy)
                                        .put(
                                                "sessions",
                                                sessions.stream()
                                                        .map(Shown::json)
                                                        .toList()),
                                heliograph));
            } else {
                TableText table =
                        new TableText("SESSION", "HEALTHY", "STATE", "SCORE", "SERVED BY", "AS OF", "REASONS");
                sessions.forEach(one -> table.row(
                        one.session,
                        one.healthy ? "yes" : "no",
                        one.state,
                        one.score,
                        one.node == null ? "-" : one.node,
                        Words.of(one.at == null ? now : one.at),
                        String.join("; ", one.reasons)));
                place.console().out().print(table + fleets.asOf(heliograph, now));
            }
            return healthy ? ExitCode.DONE : ExitCode.PARTLY;
        }
    }

    /**
     * A line of the table.
     *
     * @param node the process that has the session, or null where this one found out by itself
     * @param at as of when, or null for now
     */
    private record Shown(
            String session,
            boolean healthy,
            String state,
            int score,
            List<String> reasons,
            @Nullable String node,
            @Nullable Instant at) {
        static Shown of(Heartbeat beat, Instant now) {
            SessionHealth health = beat.health();
            String session = health.session().value();
            return beat.isStale(now)
                    ? new Shown(
                            session, false, "silent", 0, List.of(Elsewhere.silence(beat, now)), beat.node(), beat.at())
                    : new Shown(
                            session,
                            health.healthy(),
                            Words.of(health.state()),
                            health.score(),
                            health.reasons(),
                            beat.node(),
                            beat.at());
        }

        /** One that another process has, which did not say yet how it is, is judged by its lease: that is renewed. */
        static Shown of(TelegramClient client, @Nullable Failure failure) {
            SessionHealth health = client.health();
            String session = health.session().value();
            return failure != null && Beside.isInUse(failure)
                    ? new Shown(session, true, "in-use", 100, List.of(failure.reason()), null, null)
                    : new Shown(
                            session,
                            health.healthy(),
                            Words.of(health.state()),
                            health.score(),
                            reasons(health, failure),
                            null,
                            null);
        }

        private static List<String> reasons(SessionHealth health, @Nullable Failure failure) {
            List<String> reasons = new ArrayList<>(health.reasons());
            if (failure != null && reasons.stream().noneMatch(reason -> reason.contains(failure.reason()))) {
                reasons.add(failure.reason());
            }
            return reasons;
        }

        Json json() {
            return new Json()
                    .put("session", session)
                    .put("healthy", healthy)
                    .put("state", state)
                    .put("score", score)
                    .put("reasons", reasons)
                    .put("served_by", node)
                    .put("as_of", at);
        }
    }
}
