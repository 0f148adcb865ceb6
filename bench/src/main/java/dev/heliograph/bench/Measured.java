// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One round of a sender.
 *
 * @param rate messages a second, many at once
 * @param median of the round trips of messages one after the other, in microseconds
 * @param slowest the 99th of a hundred of them
 */
record Measured(double rate, double median, double slowest) {
    private static final int TRIPS = 1_000;

    /** Warms up, sends many at once, then one after the other. */
    static Measured of(TdlibSender sender, int messages, int chats) {
        sender.send(messages / 2, chats);
        double rate = messages / sender.send(messages, chats);
        double[] micros = new double[TRIPS];
        for (int i = 0; i < TRIPS; i++) {
            micros[i] = sender.send(1, 1) * 1e6;
        }
        Arrays.sort(micros);
        return new Measured(rate, micros[TRIPS / 2], micros[TRIPS * 99 / 100]);
    }

    /** The median of the rates. */
    static double rate(List<Measured> rounds) {
        return rounds.stream().map(Measured::rate).sorted().toList().get(rounds.size() / 2);
    }

    /** All rounds, for people. */
    static String shown(List<Measured> rounds) {
        Measured typical = rounds.stream()
                .sorted(Comparator.comparingDouble(Measured::rate))
                .toList()
                .get(rounds.size() / 2);
        return String.format(
                Locale.ROOT,
                "%.0f/s (%s), round trip p50 %.0f us, p99 %.0f us",
                typical.rate,
                String.join(
                        ", ",
                        rounds.stream()
                                .map(round -> String.format(Locale.ROOT, "%.0f", round.rate))
                                .toList()),
                typical.median,
                typical.slowest);
    }
}
