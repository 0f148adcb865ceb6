// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client in a process of its own, whose time and memory are read from /proc while it runs. */
final class ClientProcess {
    private static final int SAMPLE_MILLIS = 50;
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private double cpuSeconds;
    private double peakMegabytes;

    private ClientProcess(Process process) {
        this.process = process;
    }

    /** What is looked at while the client runs. */
    interface Watch {
        /** Called about twenty times a second. */
        void look(double seconds) throws IOException, InterruptedException;
    }

    /** Runs the command to its end in that directory, without the caller's own settings for Heliograph. */
    static Usage run(List<String> command, Map<String, String> variables, Path directory, Watch watch)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("client.out").toFile())
                .redirectError(directory.resolve("client.err").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(HELIOGRAPH|TELEGRAM|LOG|REDIS)_.*"));
        environment.putAll(variables);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            ClientProcess client = new ClientProcess(process);
            while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
                client.sample();
                watch.look(seconds(start));
            }
            return new Usage(process.exitValue(), seconds(start), client.cpuSeconds, client.peakMegabytes);
        } finally {
            process.destroy();
        }
    }

    /** The process may end while it is looked at: then the figures of the last time stay. */
    private void sample() {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            String stat = Files.readString(proc.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double cpu = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
            cpuSeconds = Math.max(cpuSeconds, cpu);
            for (String line : Files.readAllLines(proc.resolve("status"))) {
                if (line.startsWith("VmHWM:")) {
                    double kilobytes = Double.parseDouble(line.replaceAll("[^0-9]", ""));
                    peakMegabytes = Math.max(peakMegabytes, kilobytes / 1024);
                }
            }
        } catch (IOException ended) {
            // it is gone from /proc a moment before it counts as ended
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
