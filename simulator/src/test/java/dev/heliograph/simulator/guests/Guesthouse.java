// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.guests;

import dev.heliograph.simulator.botapi.BotApiDoor;
import dev.heliograph.simulator.botapi.BotApiDoorSettings;
import dev.heliograph.simulator.server.ScoreSheet;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.time.SystemTimeline;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A simulated Telegram that bot libraries of others come to, as they come to the real one. */
final class Guesthouse implements AutoCloseable {
    static final long BOT = 77;
    static final String TOKEN = BOT + ":secret";
    /** Enough of a picture for somebody who only passes it on. */
    static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};

    final World world;
    final ScoreSheet sheet;
    private final SystemTimeline timeline = SystemTimeline.start();
    private final BotApiDoor door;

    Guesthouse() {
        world = World.of(WorldSettings.calm(1), timeline.instant());
        sheet = new ScoreSheet(world);
        door = BotApiDoor.open(
                world,
                timeline.context("guesthouse"),
                BotApiDoorSettings.standard().withWay(Duration.ofMillis(2), Duration.ZERO));
        door.server().listen(sheet);
    }

    URI uri() {
        return door.uri();
    }

    /** A person writes to the bot, which must have called before. */
    void write(long person, String text) {
        world.incidents().write(BOT, person, text, door.server().now());
    }

    void flood(long chatId, Duration span) {
        world.incidents().flood(BOT, chatId, span, door.server().now());
    }

    /** The texts that the world took, in order. */
    List<String> texts() {
        return world.accepted().stream().map(message -> message.text()).toList();
    }

    @Override
    public void close() {
        door.close();
        timeline.close();
    }
}
