// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.Heartbeat;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Says what the sessions did. */
@Command(name = "stats", description = "Say what the sessions did, as far as the state store remembers.")
public final class StatsCommand implements Task {
    @Override
    public int run(Workplace place) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            Instant now = heliograph.timeline().instant();
            List<Optional<Heartbeat>> heard = Elsewhere.heard(heliograph);
            List<Shown> sessions = new ArrayList<>();
            for (int i = 0; i < heard.size(); i++) {
                SessionStatistics one =
                        heliograph.clients().get(i).latestStatistics().join();
                sessions.add(
                        new Shown(one, heard.get(i).filter(Heartbeat::isServed).orElse(null), now));
            }
            if (place.json()) {
                place.console()
                        .out()
                        .println(Simulated.mark(
                                new Json()
                                        .put("as_of", now)
                                        .put("durable", fleets.isDurable())
                                        .put(
                                                "sessions",
                                                sessions.stream()
                                                        .map(StatsCommand::json)
                                                        .toList()),
                                heliograph));
            } else {
                place.console().out().print(table(sessions) + fleets.asOf(heliograph, now));
            }
            return ExitCode.DONE;
        }
    }

    private static TableText table(List<Shown> sessions) {
        TableText table = new TableText(
                "SESSION",
                "STATE",
                "SERVED BY",
                "SENT",
                "FAILED",
                "WAITING",
                "FLOODS",
                "RECONNECTED",
                "LAST ACTIVITY",
                "AS OF");
        for (Shown shown : sessions) {
            SessionStatistics one = shown.counted;
            Instant last = shown.lastActivity();
            table.row(
                    one.session(),
                    shown.state(),
                    shown.beat == null ? "-" : shown.beat.node(),
                    one.sent(),
                    one.failed(),
                    shown.waiting(),
                    one.floodWaits(),
                    one.reconnections(),
                    last == null ? "never" : Words.of(last),
                    Words.of(shown.asOf()));
        }
        return table;
    }

    private static Json json(Shown shown) {
        SessionStatistics one = shown.counted;
        Heartbeat beat = shown.beat;
        Json statuses = new Json();
        for (SendStatus status : SendStatus.values()) {
            statuses.put(status.name(), one.byStatus().getOrDefault(status, 0L));
        }
        return new Json()
                .put("session", one.session())
                .put("state", shown.state())
                .put("served_by", beat == null ? null : beat.node())
                .put("sent", one.sent())
                .put("failed", one.failed())
                .put("statuses", statuses)
                .put("queue_depth", shown.waiting())
                .put("flood_waits", one.floodWaits())
                .put("flood_waited_ms", one.floodWaited())
                .put("reconnections", one.reconnections())
                .put("uptime_ms", one.uptime())
                .put("speed", beat == null ? null : beat.speed())
                .put("learned_limits", beat == null ? List.of() : beat.learned())
                .put(
                        "gates",
                        beat == null
                                ? List.of()
                                : beat.gates().stream()
                                        .map(gate -> new Json()
                                                .put("what", gate.what())
                                                .put("until", gate.until()))
                                        .toList())
                .put("last_activity", shown.lastActivity())
                .put("as_of", shown.asOf());
    }

    /**
     * What was counted of a session, and what the process that has it said last.
     *
     * @param beat null where no process has it
     */
    private record Shown(
            SessionStatistics counted, @Nullable Heartbeat beat, Instant now) {
        String state() {
            if (beat == null) {
                return Words.of(counted.state());
            }
            return beat.isStale(now) ? "silent" : Words.of(beat.state());
        }

        int waiting() {
            return beat == null ? counted.queueDepth() : beat.queueDepth();
        }

        @Nullable
        Instant lastActivity() {
            return beat == null || beat.lastActivity() == null ? counted.lastActivity() : beat.lastActivity();
        }

        Instant asOf() {
            return beat == null ? counted.asOf() : beat.at();
        }
    }
}
