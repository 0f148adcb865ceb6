// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.demo;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Console;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendStatus;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Plays the script once, on real time. */
public final class Demo {
    private static final Duration FRAME = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final long seed;
    private final Plugins plugins;

    /** A demonstration; the seed decides what the simulated Telegram leaves to chance. */
    public Demo(long seed, Plugins plugins) {
        this.seed = seed;
        this.plugins = plugins;
    }

    /**
     * What came of it.
     *
     * @param sessions how many took part
     * @param messages how many were sent or refused
     * @param statuses how they ended
     * @param floodWaits pauses that the simulated Telegram asked for
     * @param duration from the first message to the last end
     * @param surprises what went otherwise than the script says; empty where all went well
     */
    public record Played(
            int sessions,
            int messages,
            Map<SendStatus, Integer> statuses,
            long floodWaits,
            Duration duration,
            List<String> surprises) {}

    /** Plays; shows it while it goes on where that is wanted. */
    public Played play(Console console, boolean show) {
        try (Heliograph heliograph = open()) {
            List<Outcome<SelfInfo>> connected = heliograph.connect().join();
            connected.forEach(Outcome::orThrow);
            List<Scene> scenes = Script.scenes();
            Stage stage = new Stage(heliograph, scenes);
            LiveView view = new LiveView(console, stage, scenes);
            Instant begin = heliograph.timeline().instant();
            Instant end = begin.plus(LONGEST);
            stage.play();
            Instant now = begin;
            while (!stage.isOver() && now.isBefore(end)) {
                if (show) {
                    view.show(now);
                }
                stage.after(FRAME).join();
                now = heliograph.timeline().instant();
            }
            if (show) {
                view.show(now);
            }
            return played(heliograph, scenes, stage, Duration.between(begin, now));
        }
    }

    private Heliograph open() {
        Heliograph.Builder builder = Heliograph.builder()
                .plugins(plugins)
                .environment(Environment.of(Map.of()))
                .state("memory:")
                .transport(Script.transport(seed));
        for (int i = 0; i < Script.SESSIONS; i++) {
            builder.session(Script.session(i), Script.limits());
        }
        return builder.open();
    }

    private static Played played(Heliograph heliograph, List<Scene> scenes, Stage stage, Duration duration) {
        Map<SendStatus, Integer> statuses = new EnumMap<>(SendStatus.class);
        int messages = 0;
        for (Scene scene : scenes) {
            messages += scene.lines().size();
            scene.ends().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
        }
        long floods = heliograph.clients().stream()
                .map(TelegramClient::statistics)
                .mapToLong(statistics -> statistics.floodWaits())
                .sum();
        List<String> surprises = new ArrayList<>(stage.surprises());
        for (Scene scene : scenes) {
            if (!scene.isOver()) {
                surprises.add(scene.title() + ": " + (scene.lines().size() - scene.count()) + " have no end yet");
            }
        }
        return new Played(heliograph.clients().size(), messages, statuses, floods, duration, surprises);
    }
}
