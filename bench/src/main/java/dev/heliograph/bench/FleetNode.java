// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One host of a fleet: {@code heliograph serve} in a folder of its own, behind a line to the state that can be cut. */
final class FleetNode implements AutoCloseable {
    private static final int LAST_SECONDS = 30;
    private static final int NO_BEGINNING = 2;

    private final String name;
    private final Path distribution;
    private final Path folder;
    private final Map<String, String> variables;
    private final CutLine line;
    private final List<Awakening> wentOn = new CopyOnWriteArrayList<>();
    private int lives;
    private Process process;

    /** A stopped life goes on. */
    private record Awakening(String device, Instant at) {}

    private FleetNode(String name, Path distribution, Path folder, Map<String, String> variables, CutLine line)
            throws IOException {
        this.name = name;
        this.distribution = distribution;
        this.folder = folder;
        this.variables = variables;
        this.line = line;
        this.process = begin();
    }

    /**
     * Starts it.
     *
     * @param folder where it keeps its files
     * @param variables of its environment, besides {@code NODE}, which tells each of its lives apart
     */
    static FleetNode start(String name, Path distribution, Path folder, Map<String, String> variables, CutLine line)
            throws IOException {
        return new FleetNode(name, distribution, Files.createDirectories(folder), variables, line);
    }

    /** The launcher becomes the Java process, so that signals strike that. */
    private Process begin() throws IOException {
        lives++;
        ProcessBuilder builder = new ProcessBuilder(
                        distribution.resolve("bin/heliograph").toString(),
                        "--state",
                        "redis://127.0.0.1:" + line.port(),
                        "serve",
                        "--roster",
                        "../roster.yaml")
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("node.out").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("node.err").toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(one -> one.matches("(HELIOGRAPH|TELEGRAM|LOG|REDIS|TDLIB)_.*"));
        environment.putAll(variables);
        environment.put("NODE", name + "." + lives);
        return builder.start();
    }

    /**
     * As what watches over services does: starts it again where it could not begin because it was cut from the state.
     *
     * @throws IOException where it ended otherwise
     */
    synchronized void watch() throws IOException {
        if (process.isAlive()) {
            return;
        }
        if (process.exitValue() != NO_BEGINNING) {
            throw new IOException(name + " ended by itself with " + process.exitValue() + "; see " + folder);
        }
        process = begin();
    }

    CutLine line() {
        return line;
    }

    /** As by a power cut; {@link #restart} starts it again. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    synchronized void restart() throws IOException {
        process = begin();
    }

    /** Stops all its threads where they are. */
    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        wentOn.add(new Awakening(name + "." + lives, Instant.now()));
        signal("CONT");
    }

    /** Whether that life of it was stopped before that moment, and went on no longer than a second before it. */
    boolean hadJustGoneOn(String device, Instant at) {
        return wentOn.stream()
                .anyMatch(
                        one -> one.device.equals(device) && !at.isBefore(one.at) && at.isBefore(one.at.plusSeconds(1)));
    }

    private void signal(String which) throws IOException, InterruptedException {
        int answer = new ProcessBuilder("kill", "-" + which, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (answer != 0) {
            throw new IOException(name + " took no signal " + which + "; see " + folder);
        }
    }

    /** Ends it as an operator does. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(LAST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        line.close();
    }
}
