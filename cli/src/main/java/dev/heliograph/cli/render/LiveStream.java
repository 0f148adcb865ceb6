// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Stream of a terminal with a line at its end that is drawn over itself. Whatever else is written, a line of the log for one,
 * takes the place of that line, which follows below. May be used from any thread.
 */
final class LiveStream extends PrintStream {
    // a line that wrapped would be two, and the next drawing would begin too low
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_LINE = "\r\u001b[K";

    private @Nullable String line;
    private boolean drawn;

    LiveStream(OutputStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    /** Draws the line over the one before; null takes it away. */
    synchronized void draw(@Nullable String next) {
        line = next;
        wipe();
        redraw();
    }

    @Override
    public synchronized void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        wipe();
        super.write(bytes, from, length);
        if (length > 0 && bytes[from + length - 1] == '\n') {
            redraw();
        }
    }

    private void wipe() {
        if (drawn) {
            drawn = false;
            raw(CLEAR_LINE);
        }
    }

    private void redraw() {
        if (line != null) {
            drawn = true;
            raw(NO_WRAP + line + WRAP);
        }
    }

    private void raw(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        super.write(bytes, 0, bytes.length);
        flush();
    }
}
