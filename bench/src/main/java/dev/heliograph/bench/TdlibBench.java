// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.simulator.mtproto.library.PatchedLibrary;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.time.SystemTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the transport costs on top of TDLib: messages a second and round trips, once by bare calls of the library and once
 * by links, in turns within one run, through one door of a simulated Telegram in the same process; then memory and threads
 * of idle sessions.
 *
 * <p>Usage: {@code TdlibBench LIBRARY [MESSAGES]}, where the library is TDLib as it is published. With 0 messages nothing
 * is compared, so that the memory is that of the sessions alone.
 */
public final class TdlibBench {
    private static final int CHATS = 20;
    private static final int ROUNDS = 5;

    private TdlibBench() {}

    /** Runs everything and prints as it goes. */
    public static void main(String[] arguments) throws IOException {
        Path library = Path.of(arguments[0]);
        int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        Path folder = Files.createTempDirectory("tdlib-bench");
        try (SystemTimeline time = SystemTimeline.start();
                TelegramLoopback telegram = TelegramLoopback.start(
                        time.context("door"), WorldSettings.calm(1).withLimits(none(), none()))) {
            Path patched = PatchedLibrary.of(library, folder);
            for (int sessions : messages == 0 ? List.<Integer>of() : List.of(1, 20)) {
                compare(new TdlibPlace(time, telegram, patched, folder), sessions, messages);
            }
            idle(new TdlibPlace(time, telegram, patched, folder));
            telegram.verify();
        }
    }

    /**
     * The two in turns, so that what the machine does besides strikes both. One at a time is open: TDLib has one exit, and
     * whoever receives, receives for all.
     */
    private static void compare(TdlibPlace place, int sessions, int messages) {
        List<Measured> bare = new ArrayList<>();
        List<Measured> linked = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (TdlibSender sender = new BareTdlib(place, sessions)) {
                bare.add(Measured.of(sender, messages, CHATS));
            }
            try (TdlibSender sender = new LinkedTdlib(place, sessions)) {
                linked.add(Measured.of(sender, messages, CHATS));
            }
        }
        System.out.printf("%d sessions, %d messages to %d chats of each%n", sessions, messages, CHATS);
        System.out.println("  bare:  " + Measured.shown(bare));
        System.out.println("  links: " + Measured.shown(linked));
        System.out.printf(Locale.ROOT, "  ratio: %.3f%n", Measured.rate(linked) / Measured.rate(bare));
    }

    private static void idle(TdlibPlace place) {
        for (int sessions : List.of(1, 100, 300)) {
            long before = System.nanoTime();
            try (TdlibSender links = new LinkedTdlib(place, sessions)) {
                double seconds = (System.nanoTime() - before) / 1e9;
                links.send(sessions, 1);
                System.out.printf(
                        Locale.ROOT, "%d idle sessions: ready after %.2f s, %s%n", sessions, seconds, Footprint.now());
            }
        }
    }

    private static Limits none() {
        Limit any = Limit.rate(1_000_000, 1_000_000);
        return new Limits(List.of(any), any, any, List.of(), any, any, any, any, Duration.ZERO);
    }
}
