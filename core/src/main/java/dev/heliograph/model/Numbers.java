// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.regex.Pattern;

/**
 * Numbers as people write them, in configuration, on the command line and in audiences: in the digits 0 to 9, with a minus sign
 * below zero and no other sign, without leading zeros and without anything between the digits. Blanks around a number are
 * passed over. What Java would take besides, such as {@code +5}, {@code 0x1p3}, {@code 1e3} or digits of other scripts, is
 * more often a mistake than a number.
 */
@Stable
public final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(?:(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,18})?|\\.[0-9]{1,18})");

    private static final String BEYOND = "; this one is out of range";

    private Numbers() {}

    /** Whether the text has the form of a whole number, however large it is. */
    public static boolean isWhole(String text) {
        return WHOLE.matcher(text.strip()).matches();
    }

    /**
     * Reads a whole number within a range, both ends included.
     *
     * @throws IllegalArgumentException that says what was expected, and of a number beside the range that it is out of range;
     *     the text itself is not shown
     */
    public static long whole(String text, long least, long most) {
        String range = " from " + least + " to " + most;
        if (!isWhole(text)) {
            boolean any = least == Long.MIN_VALUE && most == Long.MAX_VALUE;
            throw new IllegalArgumentException("expected a whole number" + (any ? "" : range));
        }
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException tooLong) {
            // told below
        }
        throw new IllegalArgumentException("expected a whole number" + range + BEYOND);
    }

    /**
     * Reads a number such as {@code 2} or {@code 0.5} within a range, both ends included.
     *
     * @throws IllegalArgumentException that says what was expected, and of a number beside the range that it is out of range;
     *     the text itself is not shown
     */
    public static double decimal(String text, double least, double most) {
        String expected = "expected a number such as 2 or 0.5"
                + (least == -Double.MAX_VALUE && most == Double.MAX_VALUE ? "" : ", from " + least + " to " + most);
        if (!DECIMAL.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException(expected);
        }
        double value = Double.parseDouble(text.strip());
        if (value < least || value > most) {
            throw new IllegalArgumentException(expected + BEYOND);
        }
        return value;
    }
}
