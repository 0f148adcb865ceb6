// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.bench.CaseReport.Minute;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Broadcasts of the built command line against a simulated Telegram in a process of its own: how near they come to the
 * least possible time, and whether what the results say is what the server took.
 *
 * <p>Usage: {@code BroadcastBench [--distribution DIR] [--server COMMAND] [--plain] [--option WORD]... [--report FILE]
 * [CASE]...}, where CASE is W1, "bucket 10" or another one of docs/16, or replies, all unless told; {@code --plain}
 * measures {@link PlainSender} against a server without limits; {@code --server} is any server with the options and
 * the score sheet of {@code heliograph simulate-server}, and {@code --option} one more word for its command line.
 * Run it on an idle machine: it prints the load that it found.
 */
public final class BroadcastBench {
    private static final double SECONDS_PER_MINUTE = 60;

    private final List<String> server;
    private final List<String> moreOptions;
    private final Path distribution;
    private final boolean plain;

    private BroadcastBench(BenchArguments arguments) {
        this.distribution = arguments.distribution();
        this.server = arguments.server();
        this.moreOptions = arguments.moreOptions();
        this.plain = arguments.plain();
    }

    /** Prints a line per case, and writes the report; ends with 1 where something was lost, doubled or misreported. */
    public static void main(String[] words) throws IOException, InterruptedException {
        BenchArguments arguments = BenchArguments.of(words);
        BroadcastBench bench = new BroadcastBench(arguments);
        ArrayNode report = JsonMapper.shared().createArrayNode();
        boolean clean = true;
        for (BroadcastCase what : BroadcastCase.all()) {
            if (arguments.wants(what.name())) {
                CaseReport result = bench.run(what);
                System.out.println(result.line());
                report.add(result.json());
                clean &= bench.plain || result.audit().isClean();
                arguments.write(report);
            }
        }
        if (arguments.wants(ReplyBench.NAME) && !bench.plain) {
            try (ServerProcess telegram = bench.start(ReplyBench.options())) {
                ReplyBench.Result replies = ReplyBench.run(telegram, load());
                System.out.println(replies.line());
                report.add(replies.json());
                arguments.write(report);
            }
        }
        System.exit(clean ? 0 : 1);
    }

    private CaseReport run(BroadcastCase what) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("heliograph-bench");
        what.load().write(directory.resolve("in.jsonl"));
        System.out.println(what.name() + " in " + directory);
        double load = load();
        try (ServerProcess telegram = start(plain ? unlimited(what).options() : what.options())) {
            Minutes minutes = new Minutes(telegram, what);
            Usage usage = ClientProcess.run(
                    plain ? plainSender(what, telegram) : broadcast(telegram), variables(what), directory, minutes);
            List<Accepted> accepted = telegram.accepted();
            Files.write(
                    directory.resolve("accepted.txt"),
                    accepted.stream().map(Accepted::toString).toList());
            Audit audit = Audit.of(what.load(), accepted, directory.resolve("out.jsonl"));
            CaseReport report = new CaseReport(
                    what,
                    usage,
                    telegram.score(),
                    accepted,
                    plain ? audit.withoutResults() : audit,
                    minutes.whole(),
                    load);
            if (usage.exit() > (plain ? 0 : 1)) {
                System.err.print(Files.readString(directory.resolve("client.err")));
            }
            return report;
        }
    }

    private ServerProcess start(List<String> options) throws IOException {
        List<String> all = new ArrayList<>(options);
        all.addAll(moreOptions);
        return ServerProcess.start(server, all);
    }

    private List<String> broadcast(ServerProcess telegram) {
        return List.of(
                distribution.resolve("bin/heliograph").toString(),
                "--transport",
                "botapi:?endpoint=" + telegram.endpoint(),
                "--state",
                "memory:",
                "broadcast",
                "--input",
                "in.jsonl",
                "--results",
                "out.jsonl",
                "--report",
                "report.json");
    }

    /** As many requests at once as the rate needs at 40 ms each, in a JVM with the options of the distribution. */
    private static List<String> plainSender(BroadcastCase what, ServerProcess telegram) {
        int atOnce = (int) Math.ceil(what.limits().rate() * 0.04);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                ownClassPath(),
                PlainSender.class.getName(),
                telegram.endpoint() + "/bot1:plain",
                "in.jsonl",
                Integer.toString(atOnce));
    }

    /** The sender runs in another directory. */
    private static String ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Map<String, String> variables(BroadcastCase what) {
        Map<String, String> variables = new TreeMap<>(what.clientVariables());
        variables.put("TELEGRAM_BOT_TOKEN", BroadcastCase.TOKEN);
        return variables;
    }

    private static BroadcastCase unlimited(BroadcastCase what) {
        return new BroadcastCase(
                what.name(),
                what.load(),
                ServerLimits.USUAL.times(500),
                what.serverOptions(),
                Map.of(),
                what.floodSeconds(),
                Map.of(),
                what.head(),
                0);
    }

    private static double load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.printf(Locale.ROOT, "load average %.2f%n", load);
        return load;
    }

    /** Asks for the score at the end of every minute, counted from the first acceptance. */
    private static final class Minutes implements ClientProcess.Watch {
        private static final double POLL_SECONDS = 0.5;

        private final ServerProcess telegram;
        private final ServerLimits limits;
        private final TreeMap<Integer, Double> changes;
        private final List<Minute> whole = new ArrayList<>();
        private Score before = Score.NOTHING;
        private double began = -1;
        private double looked = -1;

        Minutes(ServerProcess telegram, BroadcastCase what) {
            this.telegram = telegram;
            this.limits = what.limits();
            this.changes = new TreeMap<>(what.changes());
        }

        @Override
        public void look(double seconds) throws IOException, InterruptedException {
            if (began >= 0 && !changes.isEmpty() && seconds - began >= changes.firstKey()) {
                telegram.limit(
                        BroadcastCase.TOKEN,
                        limits.withRate(changes.pollFirstEntry().getValue()));
            }
            boolean due = began < 0
                    ? seconds - looked >= POLL_SECONDS
                    : seconds - began >= SECONDS_PER_MINUTE * (whole.size() + 1);
            if (!due) {
                return;
            }
            looked = seconds;
            Score now = telegram.score();
            if (began < 0) {
                began = now.accepted() > 0 ? seconds : began;
                return;
            }
            whole.add(new Minute(
                    now.accepted() - before.accepted(),
                    now.requests() - before.requests(),
                    now.floods() - before.floods()));
            before = now;
        }

        List<Minute> whole() {
            return List.copyOf(whole);
        }
    }
}
