// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.TableText;
import dev.heliograph.model.Entity;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.Feature;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks somebody up. */
@Command(name = "entity", description = "Say who or what stands behind an id or a name.")
public final class EntityCommand implements Task {
    @Parameters(paramLabel = "PEER", description = "Numeric id, @username, t.me/username or me.")
    private @Nullable Peer peer;

    @Override
    public int run(Workplace place) {
        Fleets fleets = place.fleets();
        fleets.require(Feature.ENTITIES, null);
        try (Heliograph heliograph = fleets.open(false)) {
            TelegramClient client = heliograph.client(fleets.firstSession());
            Entity entity = Connecting.then(
                    client,
                    () -> client.entity(Objects.requireNonNull(peer)).join().orThrow());
            if (place.json()) {
                place.console().out().println(Simulated.mark(Shapes.entity(entity), heliograph));
            } else {
                String username = entity.username() == null ? "" : "@" + entity.username();
                place.console()
                        .out()
                        .print(new TableText("KIND", "ID", "NAME", "USERNAME")
                                        .row(Words.of(entity.kind()), entity.id(), entity.name(), username)
                                + Simulated.line(heliograph));
            }
            return ExitCode.DONE;
        }
    }
}
