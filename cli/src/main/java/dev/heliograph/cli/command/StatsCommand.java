// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SessionStatistics;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** Says what the sessions did. */
@Command(name = "stats", description = "Say what the sessions did, as far as the state store remembers.")
public final class StatsCommand implements Task {
    @Override
    public int run(Workplace place) {
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            Instant now = heliograph.timeline().instant();
            List<SessionStatistics> sessions = heliograph.clients().stream()
                    .map(TelegramClient::latestStatistics)
                    .map(CompletableFuture::join)
                    .toList();
            if (place.json()) {
                place.console()
                        .out()
                        .println(new Json()
                                .put("as_of", now)
                                .put("durable", fleets.isDurable())
                                .put(
                                        "sessions",
                                        sessions.stream()
                                                .map(StatsCommand::json)
                                                .toList()));
            } else {
                place.console().out().print(table(sessions) + fleets.asOf(now));
            }
            return ExitCode.DONE;
        }
    }

    private static TableText table(List<SessionStatistics> sessions) {
        TableText table = new TableText(
                "SESSION", "STATE", "SENT", "FAILED", "WAITING", "FLOODS", "RECONNECTED", "LAST ACTIVITY", "AS OF");
        for (SessionStatistics one : sessions) {
            table.row(
                    one.session(),
                    Words.of(one.state()),
                    one.sent(),
                    one.failed(),
                    one.queueDepth(),
                    one.floodWaits(),
                    one.reconnections(),
                    one.lastActivity() == null ? "never" : Words.of(one.lastActivity()),
                    Words.of(one.asOf()));
        }
        return table;
    }

    private static Json json(SessionStatistics one) {
        Json statuses = new Json();
        for (SendStatus status : SendStatus.values()) {
            statuses.put(status.name(), one.byStatus().getOrDefault(status, 0L));
        }
        return new Json()
                .put("session", one.session())
                .put("state", Words.of(one.state()))
                .put("sent", one.sent())
                .put("failed", one.failed())
                .put("statuses", statuses)
                .put("queue_depth", one.queueDepth())
                .put("flood_waits", one.floodWaits())
                .put("flood_waited_ms", one.floodWaited())
                .put("reconnections", one.reconnections())
                .put("uptime_ms", one.uptime())
                .put("last_activity", one.lastActivity())
                .put("as_of", one.asOf());
    }
}
