// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.broadcast.Audience;
import dev.heliograph.cli.broadcast.ChatCounts;
import dev.heliograph.cli.broadcast.Estimate;
import dev.heliograph.cli.config.SessionSettings;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.Progress;
import dev.heliograph.cli.render.TableText;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what a broadcast would do; sends nothing. */
final class DryRun {
    private final ChatCounts counts;
    private final ChatCounts.Totals totals;
    private final long optedOut;
    private final long unreachable;

    private DryRun(ChatCounts counts, Set<String> optedOut, Set<String> unreachable) {
        this.counts = counts;
        this.optedOut = optedOut.isEmpty() ? 0 : counts.remove(chat -> optedOut.contains(chat.toString()));
        this.unreachable = unreachable.isEmpty() ? 0 : counts.remove(chat -> unreachable.contains(chat.toString()));
        this.totals = counts.totals();
    }

    /** Looks at the audience and at those who are passed over; ends as the broadcast would where it would refuse lines. */
    static int run(
            Workplace place,
            Heliograph heliograph,
            Audience audience,
            ChatCounts counts,
            CourtesyOptions courtesy,
            boolean skipBad) {
        Set<String> optedOut =
                new HashSet<>(heliograph.exclusions().optedOutCalls().join().orThrow());
        courtesy.optOuts().forEach(chat -> optedOut.add(chat.toString()));
        Set<String> unreachable = new HashSet<>();
        if (courtesy.skipsUnreachable()) {
            unreachable.addAll(heliograph
                    .exclusions()
                    .unreachableCalls(BroadcastCommand.sessions(heliograph))
                    .join()
                    .orThrow());
        }
        new DryRun(counts, optedOut, unreachable).tell(place, heliograph, audience, courtesy);
        return skipBad || audience.badLines().isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
    }

    private void tell(Workplace place, Heliograph heliograph, Audience audience, CourtesyOptions courtesy) {
        Instant now = heliograph.timeline().instant();
        List<SessionSettings> sessions = place.configuration().sessions();
        Estimate estimate = Estimate.of(
                totals, sessions.stream().map(SessionSettings::limits).toList());
        Instant end = estimate.end(now, courtesy.hours());
        BroadcastCommand.complaints(audience.badLines())
                .forEach(problem -> place.console().err().println("heliograph: " + problem));
        Json json = new Json()
                .put("total", audience.goodLines() + audience.badLines().size())
                .put("messages", totals.messages())
                .put("chats", counts.chats())
                .put("private", totals.toPrivate())
                .put("groups", totals.toGroups())
                .put("names", totals.toNames())
                .put("opted_out", optedOut)
                .put("known_unreachable", unreachable)
                .put("bad_lines", audience.badLines().size())
                .put("sessions", sessions.size())
                .put("estimated_ms", estimate.duration())
                .put("estimated_end", end)
                .put("limit", estimate.limit());
        place.console()
                .out()
                .print(
                        place.json()
                                ? Simulated.mark(json, heliograph) + "\n"
                                : text(audience, sessions.size(), estimate, end) + Simulated.line(heliograph));
        place.console().out().flush();
    }

    private String text(Audience audience, int sessions, Estimate estimate, Instant end) {
        TableText table = new TableText(
                "MESSAGES", "CHATS", "PRIVATE", "GROUPS", "NAMES", "OPTED OUT", "UNREACHABLE", "BAD LINES");
        table.row(
                totals.messages(),
                counts.chats(),
                totals.toPrivate(),
                totals.toGroups(),
                totals.toNames(),
                optedOut,
                unreachable,
                audience.badLines().size());
        return table + "Nothing was sent. It would take about "
                + Progress.span(estimate.duration().toSeconds()) + " over " + sessions + " session"
                + (sessions == 1 ? "" : "s")
                + (estimate.limit().equals(Estimate.NO_LIMIT) ? "" : ", by the limit '" + estimate.limit() + "'")
                + ", and end at " + Words.of(end)
                + ".\n";
    }
}
