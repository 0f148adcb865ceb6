// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One measured broadcast.
 *
 * @param name as it is chosen on the command line
 * @param load what is sent
 * @param limits what the server enforces
 * @param serverOptions beside the limits: faults, blocked chats, a flood
 * @param clientVariables settings of the client beside its defaults
 * @param floodSeconds seconds in which the server takes nothing
 * @param changes the rate of the server from so many seconds after the first acceptance on, as they come
 * @param head lines at the head of the input that go to full chats
 * @param target least goodput
 */
record BroadcastCase(
        String name,
        Workload load,
        ServerLimits limits,
        List<String> serverOptions,
        Map<String, String> clientVariables,
        double floodSeconds,
        Map<Integer, Double> changes,
        int head,
        double target) {
    /** The token of a bot of the simulated Telegram. */
    static final String TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

    private static final int SEED = 7;
    private static final int TENFOLD = 10;
    private static final int FIVEFOLD = 5;
    private static final double FLOOD_SECONDS = 5;
    private static final Workload MIXED = Workload.shuffled(100, 10, 15, SEED);
    private static final String FAULTS = "server-errors=0.02,lost-unread=0.01,lost-after=0.01";
    private static final String BLOCKED =
            (Workload.FIRST_CHAT + 3) + "," + (Workload.FIRST_CHAT + 50) + "," + (Workload.FIRST_CHAT + 77);

    /** All cases, in the order in which they run. */
    static List<BroadcastCase> all() {
        BroadcastCase w1 = usual("W1", Workload.toEach(1_500), 0.98);
        return List.of(
                w1,
                usual("W2", MIXED, 0.98),
                usual("burst", Workload.toEach(600), 0).against(ServerLimits.USUAL.withBurst(25)),
                usual("W3", MIXED, 0.94).with("--faults", FAULTS, "--blocked", BLOCKED),
                usual("W4", Workload.behind(60, 40, 900), 0.95).headOf(100),
                usual("W5", Workload.toEach(1_500), 0.95)
                        .with("--flood-after", "500", "--flood-for", (int) FLOOD_SECONDS + "s")
                        .flooded(FLOOD_SECONDS),
                usual("tightened", Workload.toEach(6_000), 0.95).against(ServerLimits.USUAL.withRate(20)),
                usual("ten", Workload.shuffled(1_000, 100, 15, SEED), 0.95).times(TENFOLD),
                usual("few", Workload.behindFew(60, 40, 900, 300, SEED), 0.95),
                usual("zipf", Workload.zipf(3_000, 400, 0.55, SEED), 0.95).times(FIVEFOLD),
                usual("late heat", Workload.lateHeat(1_000, 5, 60, 20, 45, SEED), 0.95)
                        .times(FIVEFOLD),
                bucket(1, 0.50),
                bucket(2, 0.80),
                bucket(5, 0.93),
                bucket(10, 0.93),
                bucket(15, 0.93),
                usual("slow", Workload.toEach(1_800), 0.95).against(ServerLimits.USUAL.withRate(10)),
                usual("halved", Workload.toEach(6_000), 0.92).changed());
    }

    /** The least time in which it can be done, the flood and slower times included. */
    double minimumSeconds() {
        return load.minimumSeconds(limits) + floodSeconds + slowSeconds();
    }

    /** Seconds that the changes of the rate cost at least. */
    private double slowSeconds() {
        double lost = 0;
        int from = 0;
        double rate = limits.rate();
        for (Map.Entry<Integer, Double> change : new TreeMap<>(changes).entrySet()) {
            lost += (change.getKey() - from) * (1 - rate / limits.rate());
            from = change.getKey();
            rate = change.getValue();
        }
        return lost;
    }

    /** All options of the server process. */
    List<String> options() {
        List<String> options = new ArrayList<>(limits.options());
        options.addAll(List.of("--latency", "40ms", "--jitter", "0ms", "--seed", Integer.toString(SEED)));
        options.addAll(List.of("--groups", Integer.toString(load.groups())));
        options.addAll(serverOptions);
        return options;
    }

    private static BroadcastCase usual(String name, Workload load, double target) {
        return new BroadcastCase(name, load, ServerLimits.USUAL, List.of(), Map.of(), 0, Map.of(), 0, target);
    }

    /** W1 before a server whose bucket is smaller than the client believes. */
    private static BroadcastCase bucket(int burst, double target) {
        return usual("bucket " + burst, Workload.toEach(1_500), target).against(ServerLimits.USUAL.withBurst(burst));
    }

    private BroadcastCase against(ServerLimits other) {
        return new BroadcastCase(
                name, load, other, serverOptions, clientVariables, floodSeconds, changes, head, target);
    }

    private BroadcastCase with(String... options) {
        return new BroadcastCase(
                name, load, limits, List.of(options), clientVariables, floodSeconds, changes, head, target);
    }

    private BroadcastCase flooded(double seconds) {
        return new BroadcastCase(name, load, limits, serverOptions, clientVariables, seconds, changes, head, target);
    }

    /** Half the rate for the second minute. */
    private BroadcastCase changed() {
        Map<Integer, Double> halved = Map.of(60, limits.rate() / 2, 120, limits.rate());
        return new BroadcastCase(
                name, load, limits, serverOptions, clientVariables, floodSeconds, halved, head, target);
    }

    private BroadcastCase headOf(int lines) {
        return new BroadcastCase(
                name, load, limits, serverOptions, clientVariables, floodSeconds, changes, lines, target);
    }

    /** So many times the limits on both sides. */
    private BroadcastCase times(int factor) {
        Map<String, String> variables = new TreeMap<>(clientVariables);
        variables.put("HELIOGRAPH_LIMITS_SESSION", 30 * factor + "/s burst " + 20 * factor);
        variables.put("HELIOGRAPH_LIMITS_CHAT", factor + "/s burst " + 2 * factor);
        variables.put("HELIOGRAPH_LIMITS_GROUP", 20 * factor + "/60s");
        return new BroadcastCase(
                name, load, limits.times(factor), serverOptions, variables, floodSeconds, changes, head, target);
    }
}
