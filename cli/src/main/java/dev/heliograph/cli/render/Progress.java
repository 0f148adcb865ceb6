// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import java.util.Locale;
import java.util.function.IntSupplier;

/** A bar on a terminal: how much is done, how fast, and how long it will take. Nothing anywhere else. */
public final class Progress {
    private static final int WIDEST = 30;
    private static final int NARROWEST = 5;
    /** Where nobody knows how wide the terminal is. */
    private static final int USUAL_COLUMNS = 80;
    /** The window may be made narrower: it is measured again once in so many drawings. */
    private static final int MEASURED_EVERY = 25;

    private final LiveStream out;
    private final boolean live;
    private final IntSupplier terminal;
    private int columns;
    private int drawings;
    private boolean closed;

    /** A bar on standard error, if that is a terminal. */
    public Progress(Console console) {
        this(console, Terminal::columns);
    }

    /** The last gives the columns of the terminal, 0 where they are not known. */
    Progress(Console console, IntSupplier terminal) {
        this.out = console.liveLine();
        this.live = console.liveErr();
        this.terminal = terminal;
    }

    /**
     * Redraws the bar.
     *
     * @param done how many are settled
     * @param total how many there are, 0 or more
     * @param failed how many of those that are settled did not work
     * @param unknown how many of those that are settled may have worked or not
     * @param perSecond the rate
     * @param secondsLeft the estimated rest, negative where it is not known
     */
    public synchronized void show(
            long done, long total, long failed, long unknown, double perSecond, long secondsLeft) {
        if (!live || closed) {
            return;
        }
        if (drawings++ % MEASURED_EVERY == 0) {
            int measured = terminal.getAsInt();
            columns = measured > 0 ? measured : USUAL_COLUMNS;
        }
        String numbers = done + "/" + total
                + (failed > 0 ? ", " + failed + " failed" : "")
                + (unknown > 0 ? ", " + unknown + " unknown" : "")
                + String.format(Locale.ROOT, ", %.1f/s", perSecond)
                + (secondsLeft < 0 ? "" : ", " + span(secondsLeft) + " left");
        // the last column stays free: some terminals break the line when it is written
        int width = Math.min(WIDEST, columns - 1 - numbers.length() - "[] ".length());
        String text = width < NARROWEST ? numbers : bar(width, done, total) + numbers;
        out.draw(text.substring(0, Math.min(text.length(), columns - 1)));
    }

    private static String bar(int width, long done, long total) {
        int filled = total <= 0 ? 0 : (int) Math.min(width, done * width / total);
        return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "] ";
    }

    /** Takes the bar away, for good. */
    public synchronized void close() {
        closed = true;
        if (live) {
            out.draw(null);
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
