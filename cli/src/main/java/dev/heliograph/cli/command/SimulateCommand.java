// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.cli.simulate.Campaign;
import dev.heliograph.cli.simulate.CampaignPlan;
import dev.heliograph.cli.simulate.CampaignResult;
import dev.heliograph.cli.simulate.Finding;
import dev.heliograph.model.SendStatus;
import dev.heliograph.time.SystemTimeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a whole fleet through virtual days. */
@Command(
        name = "simulate",
        description = {
            "Run a whole fleet through days of virtual time and judge it by what the simulated Telegram saw.",
            "The same seed gives the same history; exit code 1 where an invariant is violated."
        })
public final class SimulateCommand implements Task {
    @Option(names = "--seed", required = true, paramLabel = "N", description = "Decides everything left to chance.")
    private long seed;

    @Option(names = "--sessions", paramLabel = "N", description = "1 to 10000 (default ${DEFAULT-VALUE}).")
    private int sessions = 100;

    @Option(names = "--days", paramLabel = "N", description = "Virtual days (default ${DEFAULT-VALUE}).")
    private int days = 1;

    @Option(names = "--faults", paramLabel = "KIND", description = "calm or chaos (default ${DEFAULT-VALUE}).")
    private String faults = "chaos";

    @Override
    public int run(Workplace place) {
        CampaignPlan plan = new CampaignPlan(seed, sessions, days, faults);
        place.silenceLog();
        try (SystemTimeline clock = SystemTimeline.start()) {
            long begin = clock.nanos();
            CampaignResult result = new Campaign(plan, place.plugins()).run();
            long wallMillis = (clock.nanos() - begin) / 1_000_000;
            place.console().out().print(place.json() ? json(result, wallMillis) + "\n" : text(result, wallMillis));
            place.console().out().flush();
            return result.holds() ? ExitCode.DONE : ExitCode.PARTLY;
        }
    }

    private static Json json(CampaignResult result, long wallMillis) {
        Json statuses = new Json();
        for (SendStatus status : SendStatus.values()) {
            statuses.put(status.name(), result.statuses().getOrDefault(status, 0L));
        }
        Json invariants = new Json();
        result.invariants()
                .forEach((name, finding) -> invariants.put(
                        name, new Json().put("checked", finding.checked()).put("violated", finding.violated())));
        return new Json()
                .put("seed", result.plan().seed())
                .put("sessions", result.plan().sessions())
                .put("days", result.plan().days())
                .put("faults", result.plan().faults())
                .put("messages", result.messages())
                .put("statuses", statuses)
                .put("invariants", invariants)
                .put("history_sha256", result.historySha256())
                .put("wall_ms", wallMillis);
    }

    private static String text(CampaignResult result, long wallMillis) {
        TableText statuses = new TableText("STATUS", "MESSAGES");
        result.statuses().forEach((status, count) -> statuses.row(status, count));
        TableText invariants = new TableText("INVARIANT", "CHECKED", "VIOLATED");
        for (var entry : result.invariants().entrySet()) {
            Finding finding = entry.getValue();
            invariants.row(entry.getKey(), finding.checked(), finding.violated());
        }
        CampaignPlan plan = result.plan();
        return plan.sessions() + " sessions, " + plan.days() + " virtual day(s), " + result.messages() + " messages, "
                + plan.faults() + ", seed " + plan.seed() + ", " + wallMillis + " ms\n\n" + statuses + "\n"
                + invariants + "\nhistory " + result.historySha256() + "\n";
    }
}
