// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.transport.tdlight.os.ChildProcess;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fetches packages by npm in a process of its own, from whatever registry npm is set up for, and runs no script of theirs.
 *
 * @param command the program
 * @param patience how long one package may take
 */
record Npm(String command, Duration patience) {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final int LAST_LINES = 3;

    /** The one on the path of this process. */
    static Npm onPath() {
        boolean windows = NativePlatform.current().system().equals("win32");
        return new Npm(windows ? "npm.cmd" : "npm", TEN_MINUTES);
    }

    /**
     * Fetches a package as an archive.
     *
     * @param folder an empty one, for the archive and what npm says
     * @param interrupted ends npm when it completes
     * @throws ConfigurationException where there is no npm, or it fails; with its last lines
     * @throws CancellationException where it was interrupted
     */
    Path fetch(NativePackage wanted, Path folder, CompletionStage<Void> interrupted) throws IOException {
        Path said = folder.resolve("npm.log");
        run(wanted, folder, said, interrupted);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow(() -> failed(wanted, "it ended well and wrote no package"));
        }
    }

    private void run(NativePackage wanted, Path folder, Path said, CompletionStage<Void> interrupted)
            throws IOException {
        try (ChildProcess process = start(wanted, folder, said)) {
            if (!process.await(patience, interrupted)) {
                throw failed(wanted, "it was still at work after " + patience.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw failed(wanted, lastLines(said));
            }
        }
    }

    private ChildProcess start(NativePackage wanted, Path folder, Path said) {
        // what was fetched before is as good: the library is checked in any case
        List<String> words = List.of(
                command,
                "pack",
                "--ignore-scripts",
                "--prefer-offline",
                "--loglevel=error",
                "--pack-destination",
                ".",
                wanted.spec());
        try {
            return ChildProcess.start(ChildProcess.trusted(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile()));
        } catch (IOException missing) {
            throw new ConfigurationException(
                    "natives install: '" + command + "' cannot be run, and npm is what fetches " + wanted.spec()
                            + ": install Node.js, or name a libtdjson by library= or TDLIB_LIBRARY");
        }
    }

    private static String lastLines(Path said) throws IOException {
        List<String> lines = new String(Files.readAllBytes(said), Charset.defaultCharset())
                .lines()
                .map(line -> line.replaceFirst("^npm (error|ERR!)", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("A complete log"))
                .toList();
        return lines.isEmpty()
                ? "it said nothing"
                : lines.stream().skip(Math.max(0, lines.size() - LAST_LINES)).collect(Collectors.joining("; "));
    }

    private ConfigurationException failed(NativePackage wanted, String why) {
        return new ConfigurationException("natives install: npm could not fetch " + wanted.spec() + ": " + why);
    }
}
