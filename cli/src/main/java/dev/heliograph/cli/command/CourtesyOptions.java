// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Broadcast;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.NotUtf8Exception;
import dev.heliograph.model.Peer;
import dev.heliograph.model.QuietHours;
import dev.heliograph.model.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a broadcast keeps still, and whom it leaves alone. */
final class CourtesyOptions {
    private static final int LISTED_LINES = 100;

    @Option(
            names = "--quiet-hours",
            paramLabel = "FROM-TO[@ZONE]",
            // two lines: one would be broken behind a colon of the hours
            description = {
                "Send nothing in these hours of each day, such as",
                "22:00-08:00 or 22:00-08:00@Europe/Istanbul."
            })
    private List<String> quiet = new ArrayList<>();

    @Option(names = "--window", paramLabel = "FROM-TO[@ZONE]", description = "Send in these hours of each day only.")
    private @Nullable String window;

    @Option(
            names = "--opt-out",
            paramLabel = "FILE",
            description = "Chats that get nothing, one a line, besides those of 'heliograph opt-out list'.")
    private @Nullable Path optOut;

    @Option(
            names = "--retry-unreachable",
            description = "Try recipients again who blocked the sender or did not exist in earlier jobs.")
    private boolean retryUnreachable;

    private List<QuietHours> hours = List.of();
    private Set<Peer> optOuts = Set.of();

    List<Path> files() {
        return optOut == null ? List.of() : List.of(optOut);
    }

    /**
     * Checks all of it.
     *
     * @throws ConfigurationException that lists every problem
     */
    void check() throws IOException {
        List<String> problems = new ArrayList<>();
        List<QuietHours> found = new ArrayList<>();
        quiet.forEach(text -> add("--quiet-hours ", text, false, found, problems));
        if (window != null) {
            add("--window ", window, true, found, problems);
        }
        Path file = optOut;
        if (file != null) {
            optOuts = read(file, problems);
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        hours = found;
    }

    /** Tells the broadcast. */
    Broadcast.Builder applyTo(Broadcast.Builder plan) {
        hours.forEach(plan::quietHours);
        return plan.optOuts(optOuts).releaseHold(true).rememberUnreachable(true).skipUnreachable(!retryUnreachable);
    }

    List<QuietHours> hours() {
        return hours;
    }

    Set<Peer> optOuts() {
        return optOuts;
    }

    boolean skipsUnreachable() {
        return !retryUnreachable;
    }

    private static void add(
            String option, String text, boolean inverse, List<QuietHours> found, List<String> problems) {
        try {
            QuietHours hours = QuietHours.parse(text, ZoneId.systemDefault());
            found.add(inverse ? hours.inverse() : hours);
        } catch (IllegalArgumentException wrong) {
            problems.add(option + wrong.getMessage());
        }
    }

    private static Set<Peer> read(Path file, List<String> problems) throws IOException {
        AudienceOptions.readable("--opt-out", file);
        Set<Peer> chats = new LinkedHashSet<>();
        try {
            List<String> lines = TextFile.read(file).lines().toList();
            for (int i = 0; i < lines.size() && problems.size() < LISTED_LINES; i++) {
                String line = lines.get(i).replace("\uFEFF", "").strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    add(file, i + 1, line, chats, problems);
                }
            }
        } catch (NotUtf8Exception foreign) {
            problems.add("--opt-out " + file + ": " + foreign.getMessage());
        }
        return chats;
    }

    private static void add(Path file, int number, String line, Set<Peer> chats, List<String> problems) {
        try {
            chats.add(Peer.of(line));
        } catch (IllegalArgumentException wrong) {
            problems.add("--opt-out " + file + ":" + number + ": " + wrong.getMessage());
        }
    }
}
