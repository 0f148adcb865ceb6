// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A broadcast of the built command line whose process is killed again and again, as by a power cut, at moments that a seed
 * draws; the same command resumes it each time. In the end every line of the results is held against what the server took.
 *
 * <p>Usage: {@code CrashCampaign STATE [KILLS] [MESSAGES] [SEED]}, where STATE is the address of a store, such as {@code
 * sqlite:crash.db} or {@code redis://localhost:6379}, or {@code redis} for a Redis process of its own. Ends with 1 where something was lost, doubled or misreported, where
 * nothing was sent, or where more is UNKNOWN than was under way at the kills.
 */
public final class CrashCampaign {
    private static final int TO_EACH_CHAT = 10;
    private static final int LONGEST_START_MILLIS = 2_000;
    private static final int LONGEST_LIFE_MILLIS = 1_000;
    private static final int POLL_MILLIS = 20;
    private static final int LAST_LIFE_SECONDS = 600;
    /** So that the whole takes as long as the kills need: about half a second of each life is spent sending. */
    private static final double LEAST_RATE = 50;

    private static final double SENDING_SECONDS = 0.5;

    private final Path distribution;
    private final String state;
    private final int kills;
    private final Workload load;
    private final SplittableRandom chance;
    private final Path directory;
    private final ServerLimits limits;

    /**
     * What came of it.
     *
     * @param kills how often the process was killed
     * @param audit the results of all lines against what was accepted
     * @param early kills before the process had said anything to the server
     * @param seconds how long it took
     */
    record Outcome(int kills, Audit audit, int early, double seconds) {
        /** Doubt is only about what was under way at a kill; the session's burst is 20, and four are usual. */
        private static final int UNDER_WAY = 30;

        boolean isClean() {
            return audit.isClean()
                    && audit.statuses().getOrDefault("SUCCESS", 0) > 0
                    && audit.statuses().getOrDefault("UNKNOWN", 0) <= mostUnknown();
        }

        int mostUnknown() {
            return (kills - early) * UNDER_WAY;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d kills, %d of them before anything was sent, %.0f s: %s; lost %d, doubled %d, out of order %d, UNKNOWN that were accepted %d, UNKNOWN allowed %d%s",
                    kills,
                    early,
                    seconds,
                    audit.statuses(),
                    audit.lost(),
                    audit.doubled(),
                    audit.outOfOrder(),
                    audit.unknownAccepted(),
                    mostUnknown(),
                    audit.disagreements().isEmpty() ? "" : "\n" + String.join("\n", audit.disagreements()));
        }
    }

    CrashCampaign(Path distribution, String state, int kills, int messages, long seed) throws IOException {
        this.distribution = distribution;
        this.state = state;
        this.kills = kills;
        this.load = Workload.shuffled(Math.max(1, messages / TO_EACH_CHAT), 0, TO_EACH_CHAT, seed);
        this.chance = new SplittableRandom(seed);
        this.directory = Files.createTempDirectory("heliograph-crash");
        double rate = Math.max(LEAST_RATE, Math.ceil(load.lines().size() / (kills * SENDING_SECONDS)));
        this.limits = new ServerLimits(rate, 40, 20, 60, 20);
    }

    /** Runs one campaign and prints what came of it. */
    public static void main(String[] words) throws IOException, InterruptedException {
        String state = words[0];
        int kills = words.length > 1 ? Integer.parseInt(words[1]) : 300;
        int messages = words.length > 2 ? Integer.parseInt(words[2]) : 20_000;
        long seed = words.length > 3 ? Long.parseLong(words[3]) : System.nanoTime();
        System.out.println("seed " + seed + ", state " + state + ", " + messages + " messages");
        Path distribution = Path.of(System.getProperty("heliograph.distribution", "cli/target/heliograph"));
        Outcome outcome;
        if (state.equals("redis")) {
            try (OwnRedis redis = OwnRedis.start(Files.createTempDirectory("heliograph-redis"))) {
                outcome =
                        new CrashCampaign(distribution.toAbsolutePath(), redis.address(), kills, messages, seed).run();
            }
        } else {
            outcome = new CrashCampaign(distribution.toAbsolutePath(), state, kills, messages, seed).run();
        }
        System.out.println(outcome);
        System.exit(outcome.isClean() ? 0 : 1);
    }

    Outcome run() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        load.write(directory.resolve("in.jsonl"));
        List<String> server = List.of(distribution.resolve("bin/heliograph").toString(), "simulate-server");
        List<String> options = new ArrayList<>(limits.options());
        options.addAll(List.of("--latency", "20ms", "--jitter", "20ms", "--seed", "1"));
        try (ServerProcess telegram = ServerProcess.start(server, options)) {
            int killed = 0;
            int early = 0;
            boolean done = false;
            while (killed < kills && !done) {
                long before = telegram.score().requests();
                Process client = start(telegram);
                done = live(client, telegram, before);
                if (!done) {
                    client.destroyForcibly().waitFor();
                    killed++;
                    early += telegram.score().requests() == before ? 1 : 0;
                }
            }
            finish(telegram);
            Audit audit = Audit.of(load, telegram.accepted(), directory.resolve("out.jsonl"));
            return new Outcome(killed, audit, early, (System.nanoTime() - begin) / 1e9);
        }
    }

    /**
     * Lets the client live for a time that the seed draws: one in five from its start, the others from its first request on.
     * True where it ended before.
     */
    private boolean live(Process client, ServerProcess telegram, long requests)
            throws IOException, InterruptedException {
        if (chance.nextInt(5) == 0) {
            return client.waitFor(chance.nextInt(LONGEST_START_MILLIS), TimeUnit.MILLISECONDS);
        }
        int life = chance.nextInt(LONGEST_LIFE_MILLIS);
        while (telegram.score().requests() == requests) {
            if (client.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return client.waitFor(life, TimeUnit.MILLISECONDS);
    }

    private void finish(ServerProcess telegram) throws IOException, InterruptedException {
        Process last = start(telegram);
        if (!last.waitFor(LAST_LIFE_SECONDS, TimeUnit.SECONDS)) {
            last.destroyForcibly().waitFor();
            throw new IOException("the broadcast did not end after the last kill; see " + directory);
        }
        if (last.exitValue() > 1) {
            throw new IOException("the broadcast ended with " + last.exitValue() + ": "
                    + Files.readString(directory.resolve("client.err")));
        }
    }

    /** The launcher becomes the Java process, so that the kill strikes that. */
    private Process start(ServerProcess telegram) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        distribution.resolve("bin/heliograph").toString(),
                        "--transport",
                        "botapi:?endpoint=" + telegram.endpoint(),
                        "--state",
                        state,
                        "broadcast",
                        "--job",
                        "crash",
                        "--input",
                        "in.jsonl",
                        "--results",
                        "out.jsonl")
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("client.out").toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("client.err").toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(HELIOGRAPH|TELEGRAM|LOG|REDIS)_.*"));
        environment.putAll(variables());
        return builder.start();
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("TELEGRAM_BOT_TOKEN", BroadcastCase.TOKEN);
        variables.put("HELIOGRAPH_LIMITS_SESSION", String.format(Locale.ROOT, "%.1f/s burst 20", limits.rate()));
        variables.put("HELIOGRAPH_LIMITS_CHAT", "20/s burst 40");
        return variables;
    }
}
