// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own in which a program of the tests runs, so that its end can be looked at. */
public final class Fork implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private final List<String> said = new ArrayList<>();

    private Fork(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        // whoever reads what it says would wait for one that hangs for ever
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
    }

    /** Starts that program in a new folder, with the class path of this process. */
    public static Fork of(Class<?> program, Path folder, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(words);
        return new Fork(new ProcessBuilder(command)
                .directory(Files.createDirectories(folder).toFile())
                .redirectErrorStream(true)
                .start());
    }

    /** Waits until it says that line. */
    public void hear(String line) throws IOException {
        String heard = output.readLine();
        while (heard != null && !heard.equals(line)) {
            said.add(heard);
            heard = output.readLine();
        }
        assertThat(heard).as("it said %s", said).isEqualTo(line);
    }

    /** Tells it a line. */
    public void tell(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Holds that it ends in that way, if need be by a signal that is sent now, and that nothing crashes meanwhile. */
    public void endsBy(Ending way) throws IOException, InterruptedException {
        if (way == Ending.SIGNAL) {
            // destroy() of the process itself closes its streams too
            assertThat(process.toHandle().destroy()).isTrue();
        }
        output.lines().forEach(said::add);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(process.exitValue()).as("status; it said %s", said).isEqualTo(way.status());
        assertThat(said).noneMatch(text -> text.contains("free()") || text.contains("fatal error"));
    }

    /** What crashes left behind in a folder. */
    public static List<Path> traces(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("hs_err.*|core.*"))
                    .toList();
        }
    }

    /** The process itself. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it as the system does that has had enough: nothing of its own runs any more. */
    public void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(60, TimeUnit.SECONDS))
                .as("killed")
                .isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
