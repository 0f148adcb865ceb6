// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import org.jspecify.annotations.Nullable;

/** Links whose address is their label. Used by one parser, whose text only grows. */
final class LabelLinks {
    /** More than a message holds: 4096 characters of two units. */
    private static final int LONGEST = 8192;

    private final StringBuilder text;
    private int lastStart = -1;
    private int lastEnd = -1;
    private @Nullable LinkTarget last;

    LabelLinks(StringBuilder text) {
        this.text = text;
    }

    /** What the text from {@code start} to its end stands for, or null. */
    @Nullable
    LinkTarget from(int start) {
        int end = text.length();
        // Labels may nest by the thousand around the same text, which is read once then.
        if (start != lastStart || end != lastEnd) {
            lastStart = start;
            lastEnd = end;
            last = end - start > LONGEST ? null : LinkTarget.of(text.substring(start));
        }
        return last;
    }
}
