// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.api.Heliograph;
import dev.heliograph.bench.FleetChaos.Blow;
import dev.heliograph.model.ClientConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Three nodes of the built command line serve the same sessions over one Redis, while they are killed, stopped for longer than
 * a lease, and cut from Redis at moments that a seed draws; a program beside them enqueues all the time. In the end every
 * message is held against what the server took, and the server tells whether two nodes used one session at once.
 *
 * <p>Usage: {@code FleetCampaign [SESSIONS] [SECONDS] [SEED]}. Ends with 1 where something was lost, doubled, out of order or
 * used twice, where nothing was sent, or where more is UNKNOWN than was under way when a node was struck.
 */
public final class FleetCampaign {
    private static final int NODES = 3;
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final long FIRST_BOT = 10_000;
    private static final int MOST_PER_SECOND = 20;
    private static final int FIRST_SECONDS = 120;
    private static final int LAST_SECONDS = 180;
    private static final String HASH = "0123456789abcdef0123456789abcdef";
    private static final String VAULT_KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private final Path distribution;
    private final Path library;
    private final int sessions;
    private final int seconds;
    private final long seed;
    private final Path directory;
    private final List<FleetNode> nodes = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param seed of all that was drawn
     * @param whole whether all messages had their end in time
     * @param blows what the nodes were struck by
     * @param uses what the server saw of the use of sessions
     * @param overtaken of the double uses, calls that were between the last look at the lease and the socket when their process
     *     was stopped, and left when it went on
     */
    record Outcome(
            long seed,
            boolean whole,
            Map<Blow, Integer> blows,
            FleetAudit audit,
            JsonNode uses,
            int overtaken,
            double seconds) {
        boolean isClean() {
            return whole
                    && audit.isClean(struck())
                    && uses.path("double_uses").asInt(1) == overtaken
                    && overtaken <= blows.getOrDefault(Blow.STOP, 0)
                    && uses.path("first_uses").asInt(1) == 0;
        }

        private int struck() {
            return blows.values().stream().mapToInt(Integer::intValue).sum();
        }

        int takeOvers() {
            return uses.path("take_overs").asInt();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "seed %d, %.0f s, blows %s: %s; lost %d, doubled %d, out of order %d, UNKNOWN that were accepted %d, UNKNOWN allowed %d%s; double uses %d, %d of them by calls that a stop of their process had overtaken%n%s%s",
                    seed,
                    seconds,
                    blows,
                    audit.statuses(),
                    audit.lost(),
                    audit.doubled(),
                    audit.outOfOrder(),
                    audit.unknownAccepted(),
                    FleetAudit.mostUnknown(struck()),
                    whole ? "" : "; not all had their end in time",
                    uses.path("double_uses").asInt(),
                    overtaken,
                    uses,
                    audit.failed().isEmpty() ? "" : "\n" + String.join("\n", audit.failed()));
        }
    }

    FleetCampaign(Path distribution, Path library, int sessions, int seconds, long seed) throws IOException {
        this.distribution = distribution;
        this.library = library;
        this.sessions = sessions;
        this.seconds = seconds;
        this.seed = seed;
        this.directory = Files.createTempDirectory("heliograph-fleet");
    }

    /** Runs one campaign and prints what came of it. */
    public static void main(String[] words) throws Exception {
        int sessions = words.length > 0 ? Integer.parseInt(words[0]) : 60;
        int seconds = words.length > 1 ? Integer.parseInt(words[1]) : 600;
        long seed = words.length > 2 ? Long.parseLong(words[2]) : System.nanoTime();
        Path distribution = Path.of(System.getProperty("heliograph.distribution", "cli/target/heliograph"));
        Path library = Path.of(System.getProperty("heliograph.tdlib", "libtdjson.so"));
        FleetCampaign campaign =
                new FleetCampaign(distribution.toAbsolutePath(), library.toAbsolutePath(), sessions, seconds, seed);
        System.out.println("seed " + seed + ", " + sessions + " sessions, " + seconds + " s, lease " + LEASE.toSeconds()
                + " s, logs in " + campaign.directory);
        Outcome outcome = campaign.run();
        System.out.println(outcome);
        System.exit(outcome.isClean() ? 0 : 1);
    }

    Outcome run() throws Exception {
        List<String> server = List.of(
                "env",
                "XDG_CACHE_HOME=" + distribution.resolveSibling("cache"),
                distribution.resolve("bin/heliograph").toString(),
                "simulate-server");
        List<String> options = new ArrayList<>(new ServerLimits(60, 60, 20, 40, 20).options());
        options.addAll(List.of("--seed", "1", "--mtproto", "0", "--library", library.toString()));
        try (OwnRedis redis = OwnRedis.start(directory.resolve("redis"));
                ServerProcess telegram = ServerProcess.start(server, options, "mtproto", "library");
                Heliograph outside = outside(redis.port())) {
            writeFiles(telegram);
            for (int i = 1; i <= NODES; i++) {
                nodes.add(FleetNode.start(
                        "n" + i,
                        distribution,
                        directory.resolve("n" + i),
                        variables(telegram),
                        CutLine.to(redis.port())));
            }
            return storm(telegram, new FleetFeed(outside, sessions));
        } finally {
            for (FleetNode node : nodes) {
                node.close();
            }
        }
    }

    private Outcome storm(ServerProcess telegram, FleetFeed feed) throws Exception {
        for (int i = 0; i < sessions; i++) {
            feed.next();
        }
        if (!feed.await(FIRST_SECONDS)) {
            throw new IOException("the fleet did not come to life in " + FIRST_SECONDS + " s; see " + directory);
        }
        // sessions find their places, and note their keys, before anything is counted
        Thread.sleep(3 * LEASE.toMillis());
        List<Accepted> accepted = new ArrayList<>(telegram.accepted());
        telegram.resetScore();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService hands = Executors.newCachedThreadPool();
        Map<Blow, Integer> blows = new TreeMap<>();
        try {
            Semaphore struck = new Semaphore(NODES - 1);
            List<Future<Map<Blow, Integer>>> running = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                FleetChaos chaos = new FleetChaos(nodes.get(i), seed * NODES + i, LEASE.toMillis(), struck);
                Callable<Map<Blow, Integer>> body = () -> chaos.run(end);
                running.add(hands.submit(body));
            }
            long pause = Math.max(1000 / MOST_PER_SECOND, 1000 / sessions);
            while (System.nanoTime() < end || !running.stream().allMatch(Future::isDone)) {
                feed.next();
                Thread.sleep(pause);
            }
            for (Future<Map<Blow, Integer>> one : running) {
                one.get().forEach((blow, count) -> blows.merge(blow, count, Integer::sum));
            }
        } finally {
            hands.shutdownNow();
        }
        boolean whole = false;
        for (int i = 0; i < LAST_SECONDS && !whole; i++) {
            for (FleetNode node : nodes) {
                node.watch();
            }
            whole = feed.await(1);
        }
        accepted.addAll(telegram.accepted());
        FleetAudit audit = FleetAudit.of(feed.promises(), accepted);
        JsonNode uses = telegram.score().whole().path("mtproto");
        return new Outcome(seed, whole, blows, audit, uses, overtaken(uses), (System.nanoTime() - begin) / 1e9);
    }

    private int overtaken(JsonNode uses) {
        int overtaken = 0;
        for (JsonNode use : uses.path("double_use")) {
            String device = use.path("device").asString("");
            Instant at = Instant.parse(use.path("at").asString());
            overtaken += nodes.stream().anyMatch(node -> node.hadJustGoneOn(device, at)) ? 1 : 0;
        }
        return overtaken;
    }

    /** Enqueues and watches; it never connects, so any transport does that leads to the same Telegram as that of the nodes. */
    private Heliograph outside(int port) {
        Heliograph.Builder builder = Heliograph.builder()
                .transport("botapi:")
                .state("redis://127.0.0.1:" + port)
                .lease(LEASE)
                .node("outside");
        for (int i = 1; i <= sessions; i++) {
            builder.session(ClientConfig.named(FleetFeed.session(i))
                    .botToken((FIRST_BOT + i) + ":secret")
                    .build());
        }
        return builder.open();
    }

    private void writeFiles(ServerProcess telegram) throws IOException {
        StringBuilder roster = new StringBuilder("sessions:\n");
        for (int i = 1; i <= sessions; i++) {
            roster.append(String.format(
                    Locale.ROOT,
                    "  - { name: %s, apiId: 1, apiHash: \"%s\", botToken: \"%d:secret\", deviceModel: \"${env:NODE}\", proxy: \"%s\" }%n",
                    FleetFeed.session(i),
                    HASH,
                    FIRST_BOT + i,
                    telegram.opened("mtproto")));
        }
        Files.writeString(directory.resolve("roster.yaml"), roster);
        for (int i = 1; i <= NODES; i++) {
            Path folder = Files.createDirectories(directory.resolve("n" + i));
            Files.writeString(folder.resolve("heliograph.yaml"), """
                    transport: "tdlight:sessions?vault=state&start-pace=100&sign-in-pace=6000"
                    lease: %ds
                    limits: { session: 50/s burst 50, chat: 15/s burst 30 }
                    log: { level: info }
                    """.formatted(LEASE.toSeconds()));
        }
    }

    private static Map<String, String> variables(ServerProcess telegram) {
        return Map.of("TDLIB_LIBRARY", telegram.opened("library"), "HELIOGRAPH_VAULT_KEY", VAULT_KEY);
    }
}
