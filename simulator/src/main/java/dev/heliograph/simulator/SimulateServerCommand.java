// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.simulator.botapi.BotApiDoor;
import dev.heliograph.simulator.server.ScoreSheet;
import dev.heliograph.simulator.server.ServerDoor;
import dev.heliograph.simulator.server.SimulatorPages;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code simulate-server}: a simulated Telegram for the bot libraries of others, with a score sheet beside it. */
public final class SimulateServerCommand implements CommandProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SimulateServerCommand() {}

    @Override
    public String scheme() {
        return "simulate-server";
    }

    @Override
    public String description() {
        return "Run a simulated Telegram as a Bot API server that any bot library can talk to, until it is ended.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return ServerSettings.all();
    }

    @Override
    public int run(Settings options, CommandContext context) {
        World world = ServerSettings.world(options, context.timeline().instant());
        try (BotApiDoor door = BotApiDoor.open(world, context, ServerSettings.door(options))) {
            ScoreSheet sheet = new ScoreSheet(world);
            door.server().listen(sheet);
            SimulatorPages pages = new SimulatorPages(world, door.server()::now, sheet, door.server()::arm);
            door.server().route(SimulatorPages.PATH, pages);
            Report report = new Report().put("listening", door.uri().toString());
            Optional<ServerDoor.Opened> further = ServerSettings.further(options, world, context);
            try {
                further.ifPresent(opened -> {
                    pages.alsoScore(ServerDoor.MTPROTO, opened);
                    describe(report, opened);
                });
                context.ready(report);
                context.interrupted().toCompletableFuture().join();
            } finally {
                further.ifPresent(ServerDoor.Opened::close);
            }
        }
        return DONE;
    }

    private static void describe(Report report, ServerDoor.Opened opened) {
        Report unused = report.put(ServerDoor.MTPROTO, opened.address());
        Path library = opened.library();
        if (library != null) {
            unused = report.put("library", library.toString());
        }
    }
}
