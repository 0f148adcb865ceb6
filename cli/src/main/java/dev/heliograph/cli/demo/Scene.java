// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.demo;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SendStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A part of the script: some messages of one kind, what must become of each, and what became of them. */
final class Scene {
    private final String title;
    private final int session;
    private final Duration pause;
    private final List<Line> lines;
    private final Map<SendStatus, Integer> ends = new EnumMap<>(SendStatus.class);
    private final Map<Integer, String> surprises = new TreeMap<>();
    private int ended;

    /**
     * Makes a scene.
     *
     * @param title what is shown of it
     * @param session who sends it, or -1 for the whole pool
     * @param pause between two messages
     * @param lines the messages with their ends
     */
    Scene(String title, int session, Duration pause, List<Line> lines) {
        this.title = title;
        this.session = session;
        this.pause = pause;
        this.lines = lines;
    }

    /**
     * A message of the script.
     *
     * @param message what is sent
     * @param end how it must end
     */
    record Line(OutgoingMessage message, SendStatus end) {}

    String title() {
        return title;
    }

    int session() {
        return session;
    }

    Duration pause() {
        return pause;
    }

    List<Line> lines() {
        return lines;
    }

    /** A message has its end; called by the fleet's threads. */
    synchronized void ended(int line, SendResult result) {
        ended++;
        ends.merge(result.status(), 1, Integer::sum);
        SendStatus expected = lines.get(line).end();
        if (result.status() != expected) {
            surprises.put(
                    line,
                    title + ", message " + (line + 1) + ": " + result.status() + " " + result.reason() + ", expected "
                            + expected);
        }
    }

    synchronized boolean isOver() {
        return ended == lines.size();
    }

    /** How many have their end. */
    synchronized int count() {
        return ended;
    }

    /** How many ended how. */
    synchronized Map<SendStatus, Integer> ends() {
        return new TreeMap<>(ends);
    }

    /** What ended otherwise than the script says; one line each. */
    synchronized List<String> surprises() {
        return List.copyOf(surprises.values());
    }
}
