// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Numbers;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.transport.ErrorTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What can be written into the address {@code simulator:?…}. */
final class SimulatorSettings {
    private static final String PRESET = "preset";
    private static final double UNSET = -1;

    static final Setting<Long> SEED =
            Setting.number("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1L, "Decides everything that is left to chance.");
    private static final Setting<Duration> LATENCY =
            Setting.duration("latency", Duration.ofMillis(40), "The way of a request and of its answer together.");
    private static final Setting<Duration> JITTER =
            Setting.duration("jitter", Duration.ofMillis(10), "How much longer the way may be at times.");
    private static final Setting<String> FAULTS = Setting.choice(
            "faults",
            List.of("calm", "chaos"),
            "calm",
            "Whether nothing goes wrong, or every fault has a rate drawn from the seed.");
    private static final Setting<Duration> HEAL_AFTER = Setting.duration(
            "heal-after", Duration.ZERO, "When all faults end, counted from the opening; 0 for never.");
    private static final Setting<Boolean> STRANGERS =
            Setting.flag("strangers", true, "Whether every positive id that is nobody else's is a private chat.");
    private static final Setting<Boolean> DEDUP =
            Setting.flag("dedup", true, "Whether a random id that was used before sends nothing again, as in MTProto.");
    private static final Setting<Double> TRAFFIC = decimal(
            "traffic", "0", 0, 60_000, "Messages that people write to each connected account in a minute, on average.");
    private static final Setting<Long> HISTORY =
            Setting.number("history", 1, 1_000_000, 1000L, "Messages that each chat keeps; older ones are forgotten.");
    private static final Setting<List<Limit>> BOT = limit(
            "bot", "All messages of a bot together, such as 30/s burst 40; empty for what Telegram is known for.");
    private static final Setting<List<Limit>> USER =
            limit("user", "All messages of a user together; empty for what Telegram is known for.");
    private static final Setting<List<Limit>> CHAT =
            limit("chat", "Messages of one account to one private chat; empty for what Telegram is known for.");
    private static final Setting<List<Limit>> GROUP =
            limit("group", "Messages of one account to one group; empty for what Telegram is known for.");
    private static final Setting<Double> SCALE =
            decimal("scale", "1", 0.001, 1000, "All limits on messages are multiplied by this.");
    private static final Setting<String> ERRORS = Setting.text(
            "errors", "", "A file with rows that come before the built-in table of errors; empty for none.");
    private static final Map<Fault, Setting<Double>> RATES = rates();

    private SimulatorSettings() {}

    static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(
                SEED, LATENCY, JITTER, STRANGERS, DEDUP, TRAFFIC, HISTORY, BOT, USER, CHAT, GROUP, SCALE, ERRORS));
        all.add(FAULTS);
        all.add(HEAL_AFTER);
        all.addAll(RATES.values());
        return all;
    }

    /** Those that say what the world is like and how far it is away, faults aside. */
    static List<Setting<?>> ofWorld() {
        return List.of(SEED, LATENCY, JITTER, STRANGERS, TRAFFIC, HISTORY, BOT, USER, CHAT, GROUP, SCALE);
    }

    static WorldSettings world(Settings settings) {
        boolean chaos = settings.get(FAULTS).equals("chaos");
        WorldSettings world = calm(settings).withDeduplication(settings.get(DEDUP));
        if (chaos) {
            world = world.withRates(WorldSettings.chaosRates(settings.get(SEED)));
        }
        for (Map.Entry<Fault, Setting<Double>> entry : RATES.entrySet()) {
            double rate = settings.get(entry.getValue());
            world = rate == UNSET ? world : world.with(entry.getKey(), rate);
        }
        return world;
    }

    /** As {@link #ofWorld} have it, without faults. */
    static WorldSettings calm(Settings settings) {
        return WorldSettings.calm(settings.get(SEED))
                .withStrangers(settings.get(STRANGERS))
                .withTraffic(settings.get(TRAFFIC))
                .withHistory(settings.get(HISTORY).intValue())
                .withLimits(
                        limits(settings, WorldSettings.limitsOfBots(), BOT),
                        limits(settings, WorldSettings.limitsOfUsers(), USER));
    }

    static Door.Way way(Settings settings) {
        return new Door.Way(
                settings.get(LATENCY).toNanos(), settings.get(JITTER).toNanos());
    }

    /** When all faults end, or zero for never. */
    static Duration healAfter(Settings settings) {
        return settings.get(HEAL_AFTER);
    }

    static ErrorTable errors(Settings settings) {
        String file = settings.get(ERRORS);
        return file.isEmpty() ? ErrorTable.standard() : ErrorTable.load(Path.of(file));
    }

    private static Limits limits(Settings settings, Limits known, Setting<List<Limit>> session) {
        double scale = settings.get(SCALE);
        Limits limits = known;
        if (!settings.get(session).isEmpty()) {
            limits = limits.withSession(settings.get(session).get(0));
        }
        for (Limit chat : settings.get(CHAT)) {
            limits = limits.withChat(chat);
        }
        for (Limit group : settings.get(GROUP)) {
            limits = limits.withGroup(group);
        }
        return scale == 1
                ? limits
                : limits.withSession(scaled(limits.session(), scale))
                        .withChat(limits.chat().scaled(scale))
                        .withGroup(limits.group().scaled(scale))
                        .withGroups(scaled(limits.groups(), scale));
    }

    private static Limit[] scaled(List<Limit> limits, double scale) {
        return limits.stream().map(limit -> limit.scaled(scale)).toArray(Limit[]::new);
    }

    private static Map<Fault, Setting<Double>> rates() {
        EnumMap<Fault, Setting<Double>> rates = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            Setting<Double> share = Setting.share(fault.key(), null, "");
            String sentence = "The " + fault.sentence() + "; preset leaves it to the setting faults.";
            rates.put(
                    fault,
                    new Setting<>(
                            fault.key(),
                            share.type(),
                            text -> text.equals(PRESET)
                                    ? Double.valueOf(UNSET)
                                    : share.parser().apply(text),
                            PRESET,
                            false,
                            sentence));
        }
        return rates;
    }

    private static Setting<List<Limit>> limit(String key, String sentence) {
        return new Setting<>(
                key, "limit", text -> text.isBlank() ? List.of() : List.of(Limit.parse(text)), "", false, sentence);
    }

    static Setting<Double> decimal(String key, String fallback, double least, double most, String sentence) {
        return new Setting<>(key, "number", text -> Numbers.decimal(text, least, most), fallback, false, sentence);
    }
}
