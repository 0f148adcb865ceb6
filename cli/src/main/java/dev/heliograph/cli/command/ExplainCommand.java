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
            "Say what would hold a message to a chat, and until when, as far as the state store remembers.",
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
            Instant now = heliograph.timeline().instant();
            OutgoingMessage message = OutgoingMessage.to(peer).text("-").build();
            List<Explanation> explanations = heliograph.clients().stream()
                    .map(client -> client.explain(message).join())
                    .toList();
            if (place.json()) {
                place.console()
                        .out()
                        .println(new Json()
                                .put("as_of", now)
                                .put("chat", Shapes.chat(peer))
                                .put("durable", fleets.isDurable())
                                .put(
                                        "sessions",
                                        explanations.stream()
                                                .map(ExplainCommand::json)
                                                .toList()));
            } else {
                place.console().out().print(table(explanations) + fleets.asOf(now));
            }
            return ExitCode.DONE;
        }
    }

    private static TableText table(List<Explanation> explanations) {
        TableText table = new TableText("SESSION", "HELD BY", "UNTIL");
        for (Explanation one : explanations) {
            if (one.holds().isEmpty()) {
                table.row(one.session(), "nothing", "now");
            }
            one.holds().forEach(hold -> table.row(one.session(), hold.what(), Words.of(hold.until())));
        }
        return table;
    }

    private static Json json(Explanation one) {
        return new Json()
                .put("session", one.session())
                .put("earliest", one.earliest())
                .put(
                        "holds",
                        one.holds().stream()
                                .map(hold -> new Json().put("what", hold.what()).put("until", hold.until()))
                                .toList());
    }
}
