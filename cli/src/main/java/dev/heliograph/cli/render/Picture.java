// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.render;

import java.util.List;

/** Some lines on a terminal that are drawn over themselves. */
public final class Picture {
    // a line that wrapped would be two, and the next drawing would begin too low
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_LINE = "\r\u001b[K";
    private final Console console;
    private int drawn;

    /** A picture on standard output. */
    public Picture(Console console) {
        this.console = console;
    }

    /** Draws the lines over those drawn before, each cut where the terminal ends. */
    public void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(NO_WRAP);
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        lines.forEach(line -> text.append(CLEAR_LINE).append(line).append('\n'));
        drawn = lines.size();
        console.out().print(text.append(WRAP));
        console.out().flush();
    }
}
