// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processes that share one bot token over one store, against a server that enforces the published limits: how much of the limit
 * they use together, and whether they ever exceed it.
 *
 * <p>Usage: {@code SharedTokenBench STATE [PROCESSES] [MESSAGES]}, where STATE is a store that processes share, such as {@code
 * redis://localhost:6379}, and MESSAGES those of all together. Ends with 1 where the server said 429 or a message was not sent.
 */
public final class SharedTokenBench {
    private SharedTokenBench() {}

    /** Prints one line. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String state = arguments[0];
        int processes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        int messages = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_800;
        Path distribution = Path.of(System.getProperty("heliograph.distribution", "cli/target/heliograph"));
        List<String> server =
                List.of(distribution.toAbsolutePath().resolve("bin/heliograph").toString(), "simulate-server");
        List<String> options = new ArrayList<>(ServerLimits.USUAL.options());
        options.addAll(List.of("--latency", "40ms", "--jitter", "20ms", "--seed", "7"));
        boolean clean = true;
        try (ServerProcess telegram = ServerProcess.start(server, options)) {
            List<Process> senders = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                senders.add(sender(telegram, state, i, messages / processes));
            }
            for (Process one : senders) {
                clean &= one.waitFor() == 0;
            }
            List<Accepted> accepted = telegram.accepted();
            double first =
                    accepted.stream().mapToDouble(Accepted::atMillis).min().orElse(0);
            double last =
                    accepted.stream().mapToDouble(Accepted::atMillis).max().orElse(0);
            double seconds = (last - first) / 1e3;
            double least = ServerLimits.USUAL.minimumSeconds(accepted.size(), 1, 0);
            Score score = telegram.score();
            System.out.printf(
                    Locale.ROOT,
                    "%d processes, %d accepted in %.1f s, least possible %.1f s: goodput %.3f; 429: %d%n",
                    processes,
                    accepted.size(),
                    seconds,
                    least,
                    least / seconds,
                    score.floods());
            clean &= score.floods() == 0;
        }
        System.exit(clean ? 0 : 1);
    }

    private static Process sender(ServerProcess telegram, String state, int number, int messages) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        SharedSender.class.getName(),
                        telegram.endpoint().toString(),
                        state,
                        Integer.toString(number),
                        Integer.toString(messages))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
