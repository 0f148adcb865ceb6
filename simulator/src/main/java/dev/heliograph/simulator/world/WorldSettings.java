// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What kind of world it is.
 *
 * @param seed decides everything that is left to chance
 * @param rates the rate of each fault; a missing one is 0
 * @param strangers whether every positive id that is nobody else's is somebody
 * @param deduplication whether a random id that an account used before sends nothing again
 * @param trafficPerMinute messages that people write to each connected account in a minute, on average; 0 for none
 * @param historyPerChat messages that a chat keeps, 1 or more; older ones are forgotten
 * @param bots what the server lets through from a bot
 * @param users what the server lets through from a user
 */
public record WorldSettings(
        long seed,
        Map<Fault, Double> rates,
        boolean strangers,
        boolean deduplication,
        double trafficPerMinute,
        int historyPerChat,
        Limits bots,
        Limits users) {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    /** Copies the rates and checks the ranges. */
    public WorldSettings {
        EnumMap<Fault, Double> copy = new EnumMap<>(Fault.class);
        copy.putAll(rates);
        rates = Collections.unmodifiableMap(copy);
        if (trafficPerMinute < 0 || historyPerChat < 1) {
            throw new IllegalArgumentException("traffic is 0 or more and history 1 or more");
        }
    }

    /** A world without faults, where strangers exist, repeated sends are known and 1,000 messages a chat are kept. */
    public static WorldSettings calm(long seed) {
        return new WorldSettings(
                seed, new EnumMap<>(Fault.class), true, true, 0, 1000, limitsOfBots(), limitsOfUsers());
    }

    /** A world where every fault has a rate drawn from the seed. */
    public static WorldSettings chaos(long seed) {
        return calm(seed).withRates(chaosRates(seed));
    }

    /** The rates that chaos has under that seed: each between nothing and {@link Fault#most()}. */
    public static Map<Fault, Double> chaosRates(long seed) {
        Dice dice = Dice.of(seed, "chaos");
        EnumMap<Fault, Double> drawn = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            // squared: most worlds are bad in a few ways, not in all of them at once
            double share = dice.share();
            drawn.put(fault, fault.most() * share * share);
        }
        return drawn;
    }

    /** The same world with other rates. */
    public WorldSettings withRates(Map<Fault, Double> other) {
        return new WorldSettings(seed, other, strangers, deduplication, trafficPerMinute, historyPerChat, bots, users);
    }

    /** The same world with another rate of one fault. */
    public WorldSettings with(Fault fault, double rate) {
        EnumMap<Fault, Double> changed = new EnumMap<>(Fault.class);
        changed.putAll(rates);
        changed.put(fault, rate);
        return withRates(changed);
    }

    /** The same world with or without strangers. */
    public WorldSettings withStrangers(boolean exist) {
        return new WorldSettings(seed, rates, exist, deduplication, trafficPerMinute, historyPerChat, bots, users);
    }

    /** The same world with or without a memory for random ids. */
    public WorldSettings withDeduplication(boolean remembered) {
        return new WorldSettings(seed, rates, strangers, remembered, trafficPerMinute, historyPerChat, bots, users);
    }

    /** The same world with other traffic. */
    public WorldSettings withTraffic(double perMinute) {
        return new WorldSettings(seed, rates, strangers, deduplication, perMinute, historyPerChat, bots, users);
    }

    /** The same world with another length of history. */
    public WorldSettings withHistory(int perChat) {
        return new WorldSettings(seed, rates, strangers, deduplication, trafficPerMinute, perChat, bots, users);
    }

    /** The same world with other limits. */
    public WorldSettings withLimits(Limits ofBots, Limits ofUsers) {
        return new WorldSettings(
                seed, rates, strangers, deduplication, trafficPerMinute, historyPerChat, ofBots, ofUsers);
    }

    /** What the server is said to let through from a bot: 30/s, 1/s per chat with short bursts, 20 a minute per group. */
    public static Limits limitsOfBots() {
        return new Limits(
                List.of(Limit.rate(30, 40)),
                Limit.rate(1, 3),
                Limit.window(20, MINUTE),
                List.of(),
                Limit.window(22, MINUTE),
                Limit.rate(5, 8),
                Limit.rate(1, 8),
                Limit.window(5, Duration.ofMinutes(3)),
                Duration.ZERO);
    }

    /** What the server is observed to let through from a user. */
    public static Limits limitsOfUsers() {
        return new Limits(
                List.of(Limit.rate(1, 3), Limit.window(32, MINUTE)),
                Limit.rate(1, 3),
                Limit.window(20, MINUTE),
                List.of(Limit.window(20, MINUTE)),
                Limit.window(22, MINUTE),
                Limit.window(22, MINUTE),
                Limit.window(26, Duration.ofSeconds(30)),
                Limit.window(5, Duration.ofMinutes(3)),
                Duration.ZERO);
    }
}
