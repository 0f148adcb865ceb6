// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import java.io.PrintStream;
import java.util.Locale;

/** A bar on a terminal: how much is done, how fast, and how long it will take. Nothing anywhere else. */
public final class Progress {
    private static final int WIDTH = 30;
    private static final String CLEAR_LINE = "\r\u001b[K";
    private final PrintStream out;
    private final boolean live;

    /** A bar on standard error, if that is a terminal. */
    public Progress(Console console) {
        this.out = console.err();
        this.live = console.liveErr();
    }

    /**
     * Redraws the bar.
     *
     * @param done how many are settled
     * @param total how many there are, 0 or more
     * @param failed how many of those that are settled did not work
     * @param perSecond the rate
     * @param secondsLeft the estimated rest, negative where it is not known
     */
    public synchronized void show(long done, long total, long failed, double perSecond, long secondsLeft) {
        if (!live) {
            return;
        }
        int filled = total <= 0 ? 0 : (int) Math.min(WIDTH, done * WIDTH / total);
        out.print(CLEAR_LINE + "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + "/" + total
                + (failed > 0 ? ", " + failed + " failed" : "")
                + String.format(Locale.ROOT, ", %.1f/s", perSecond)
                + (secondsLeft < 0 ? "" : ", " + span(secondsLeft) + " left"));
        out.flush();
    }

    /** Takes the bar away. */
    public synchronized void clear() {
        if (live) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    /** Seconds as people say them: {@code 42s}, {@code 3m 05s}, {@code 2h 04m}. */
    public static String span(long seconds) {
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%dh %02dm", seconds / 3600, seconds % 3600 / 60);
    }
}
