// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import dev.heliograph.model.Stable;

/** Markup that its language does not allow. The message shows at most a few characters of the text. */
@Stable
public final class MarkupException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int position;

    MarkupException(String source, int position, String found, String expected) {
        super("can't parse the markup at " + place(source, position) + ": found " + found + ", expected " + expected);
        this.position = position;
    }

    /** Where the trouble begins, as an index of UTF-16 units in the source: 0 to its length. */
    public int position() {
        return position;
    }

    private static String place(String source, int position) {
        if (source.indexOf('\n') < 0) {
            return "position " + position;
        }
        int line = 1;
        int lineStart = 0;
        for (int i = source.indexOf('\n'); i >= 0 && i < position; i = source.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return "position " + position + " (" + line + ":" + (position - lineStart + 1) + ")";
    }
}
