// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.broadcast.Audience;
import dev.heliograph.cli.broadcast.AudienceLine;
import dev.heliograph.cli.broadcast.AudienceReader;
import dev.heliograph.cli.broadcast.Estimate;
import dev.heliograph.cli.broadcast.Spread;
import dev.heliograph.cli.config.SessionSettings;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.Progress;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.Peer;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what a broadcast would do; sends nothing. */
final class DryRun {
    private final Spread spread = new Spread();
    private final Set<String> optedOut = new HashSet<>();
    private final Set<String> unreachable = new HashSet<>();
    private long passedOptedOut;
    private long passedUnreachable;

    /** Looks at the audience and at those who are passed over; ends as the broadcast would where it would refuse lines. */
    static int run(Workplace place, Heliograph heliograph, Audience audience, CourtesyOptions courtesy, boolean skipBad)
            throws IOException {
        DryRun dry = new DryRun();
        dry.optedOut.addAll(heliograph.exclusions().optedOutCalls().join().orThrow());
        courtesy.optOuts().forEach(chat -> dry.optedOut.add(chat.toString()));
        if (courtesy.skipsUnreachable()) {
            dry.unreachable.addAll(heliograph
                    .exclusions()
                    .unreachableCalls(BroadcastCommand.sessions(heliograph))
                    .join()
                    .orThrow());
        }
        try (AudienceReader lines = audience.open()) {
            for (AudienceLine line = lines.next(); line != null; line = lines.next()) {
                if (line.isGood()) {
                    dry.add(line.good().peer());
                }
            }
        }
        dry.tell(place, heliograph, audience, courtesy);
        return skipBad || audience.badLines().isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
    }

    private void add(Peer chat) {
        if (optedOut.contains(chat.toString())) {
            passedOptedOut++;
        } else if (unreachable.contains(chat.toString())) {
            passedUnreachable++;
        } else {
            spread.add(chat);
        }
    }

    private void tell(Workplace place, Heliograph heliograph, Audience audience, CourtesyOptions courtesy) {
        Instant now = heliograph.timeline().instant();
        List<SessionSettings> sessions = place.configuration().sessions();
        Estimate estimate = Estimate.of(
                spread, sessions.stream().map(SessionSettings::limits).toList());
        Instant end = estimate.end(now, courtesy.hours());
        BroadcastCommand.complaints(audience.badLines())
                .forEach(problem -> place.console().err().println("heliograph: " + problem));
        Json json = new Json()
                .put("total", audience.goodLines() + audience.badLines().size())
                .put("messages", spread.messages())
                .put("chats", spread.chats())
                .put("private", spread.toPrivate())
                .put("groups", spread.toGroups())
                .put("names", spread.toNames())
                .put("opted_out", passedOptedOut)
                .put("known_unreachable", passedUnreachable)
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
                spread.messages(),
                spread.chats(),
                spread.toPrivate(),
                spread.toGroups(),
                spread.toNames(),
                passedOptedOut,
                passedUnreachable,
                audience.badLines().size());
        return table + "Nothing was sent. It would take about "
                + Progress.span(estimate.duration().toSeconds()) + " over " + sessions + " session"
                + (sessions == 1 ? "" : "s")
                + (estimate.limit().equals(Estimate.NO_LIMIT) ? "" : ", by the limit '" + estimate.limit() + "'")
                + ", and end at " + Words.of(end)
                + ".\n";
    }
}
