// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what a message would wait for. */
@Command(
        name = "explain",
        description = {
            "Say what would hold a message to a chat, and until when, as far as the state store remembers: gates that floods "
                    + "closed, and whether a process has the session.",
            "With memory:, which remembers nothing, each session is connected to find out."
        })
public final class ExplainCommand implements Task {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "PEER",
            description = "Numeric id, @username, t.me/username or me.")
    private @Nullable Peer to;

    @Override
    public int run(Workplace place) {
        Peer peer = Objects.requireNonNull(to);
        Fleets fleets = place.fleets();
        try (Heliograph heliograph = fleets.open(false)) {
            if (!fleets.isDurable()) {
                Object unused = heliograph.connect().join();
            }
            OutgoingMessage message = OutgoingMessage.to(peer).text("-").build();
            List<Explanation> explanations = heliograph.clients().stream()
                    .map(client -> client.explain(message).join())
                    .toList();
            Instant now = heliograph.timeline().instant();
            if (place.json()) {
                place.console()
                        .out()
                        .println(Simulated.mark(
                                new Json()
                                        .put("as_of", now)
                                        .put("chat", Shapes.chat(peer))
                                        .put("durable", fleets.isDurable())
                                        .put(
                                                "sessions",
                                                explanations.stream()
                                                        .map(one -> json(one, now))
                                                        .toList()),
                                heliograph));
            } else {
                place.console().out().print(table(explanations, now) + fleets.asOf(heliograph, now));
            }
            return ExitCode.DONE;
        }
    }

    private static TableText table(List<Explanation> explanations, Instant now) {
        TableText table = new TableText("SESSION", "HELD BY", "UNTIL");
        for (Explanation one : explanations) {
            if (one.holds().isEmpty()) {
                table.row(one.session(), "nothing", "now");
            }
            one.holds().forEach(hold -> {
                Instant until = known(hold.until(), now);
                table.row(one.session(), hold.what(), until == null ? "unknown" : Words.of(until));
            });
        }
        return table;
    }

    private static Json json(Explanation one, Instant now) {
        boolean open = one.holds().stream().anyMatch(hold -> known(hold.until(), now) == null);
        return new Json()
                .put("session", one.session())
                .put("earliest", open ? null : one.earliest())
                .put(
                        "holds",
                        one.holds().stream()
                                .map(hold -> new Json().put("what", hold.what()).put("until", known(hold.until(), now)))
                                .toList());
    }

    /** What holds a message now, and ends by no later time than now, ends at a time that nobody knows. */
    private static @Nullable Instant known(Instant until, Instant now) {
        return until.isAfter(now) ? until : null;
    }
}
