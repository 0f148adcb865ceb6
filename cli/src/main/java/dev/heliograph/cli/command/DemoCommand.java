// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.cli.demo.Demo;
import dev.heliograph.cli.render.Json;
import dev.heliograph.model.SendStatus;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what Heliograph does. */
@Command(
        name = "demo",
        description = "Watch a small simulated fleet for about ten seconds: who waits for what, and until when.")
public final class DemoCommand implements Task {
    @Option(names = "--seed", paramLabel = "N", description = "Decides what is left to chance.")
    private long seed = 7;

    @Override
    public int run(Workplace place) {
        place.silenceLog();
        if (!place.json()) {
            place.console()
                    .out()
                    .println("A small fleet in a simulated Telegram: what is done, what waits, and until when.");
        }
        Demo.Played played = new Demo(seed, place.plugins()).play(place.console(), !place.json());
        if (place.json()) {
            Json statuses = new Json();
            for (SendStatus status : SendStatus.values()) {
                statuses.put(status.name(), played.statuses().getOrDefault(status, 0));
            }
            place.console()
                    .out()
                    .println(new Json()
                            .put("seed", seed)
                            .put("sessions", played.sessions())
                            .put("messages", played.messages())
                            .put("statuses", statuses)
                            .put("flood_waits", played.floodWaits())
                            .put("duration_ms", played.duration()));
        } else {
            place.console()
                    .out()
                    .println(String.format(
                            Locale.ROOT,
                            "%d messages, %d sessions, %.1f s, %d flood waits. %s",
                            played.messages(),
                            played.sessions(),
                            played.duration().toMillis() / 1000.0,
                            played.floodWaits(),
                            played.surprises().isEmpty() ? "All ended as the script says." : ""));
        }
        if (!place.json()) {
            place.console().out().println("What next: heliograph send --to @alice --text Hello, and heliograph help.");
        }
        played.surprises().forEach(line -> place.console().err().println("heliograph: " + line));
        return played.surprises().isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }
}
