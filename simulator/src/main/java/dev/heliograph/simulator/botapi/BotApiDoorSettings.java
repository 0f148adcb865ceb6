// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a Bot API server is reached.
 *
 * @param port 0 to 65535; 0 for any free one
 * @param latency the way of a request and of its answer together, in the world's time
 * @param jitter how much longer the way may be at times, in the world's time
 * @param timeScale how many times as fast the world's time passes, above 0 and up to 1,000,000
 * @param grace how long after an answer left its client may not have read it yet, in real time
 * @param hosts names of this machine, besides those that every machine has for itself, by which clients may call it
 */
public record BotApiDoorSettings(
        int port, Duration latency, Duration jitter, double timeScale, Duration grace, SortedSet<String> hosts) {
    private static final double FASTEST = 1_000_000;

    /**
     * Checks the ranges.
     *
     * @throws ConfigurationException with everything that is out of range
     */
    public BotApiDoorSettings {
        List<String> problems = new ArrayList<>();
        if (port < 0 || port > 65_535) {
            problems.add("port " + port + ": expected 0 to 65535");
        }
        if (latency.isNegative() || jitter.isNegative() || grace.isNegative()) {
            problems.add("latency, jitter and grace: expected 0 or more");
        }
        if (!(timeScale > 0 && timeScale <= FASTEST)) {
            problems.add("time scale " + timeScale + ": expected above 0 and up to 1000000");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
    }

    /** Any free port, 40 ms there and back, at the speed of real time. */
    public static BotApiDoorSettings standard() {
        return new BotApiDoorSettings(
                0, Duration.ofMillis(40), Duration.ZERO, 1, Duration.ofMillis(10), new TreeSet<>());
    }

    /** The same on another port. */
    public BotApiDoorSettings withPort(int other) {
        return new BotApiDoorSettings(other, latency, jitter, timeScale, grace, hosts);
    }

    /** The same with another way. */
    public BotApiDoorSettings withWay(Duration otherLatency, Duration otherJitter) {
        return new BotApiDoorSettings(port, otherLatency, otherJitter, timeScale, grace, hosts);
    }

    /** The same at another speed. */
    public BotApiDoorSettings withTimeScale(double other) {
        return new BotApiDoorSettings(port, latency, jitter, other, grace, hosts);
    }

    /** The same with another grace. */
    public BotApiDoorSettings withGrace(Duration other) {
        return new BotApiDoorSettings(port, latency, jitter, timeScale, other, hosts);
    }

    /** The same with further names of this machine. */
    public BotApiDoorSettings withHosts(SortedSet<String> other) {
        return new BotApiDoorSettings(port, latency, jitter, timeScale, grace, other);
    }
}
