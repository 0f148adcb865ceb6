// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.regex.Pattern;

/** Phone numbers as people write them, with blanks, brackets, dots and hyphens between the digits. */
@Stable
public final class PhoneNumbers {
    private static final Pattern TRUNK_ZERO = Pattern.compile("\\(0\\)");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cf}().\\[\\]/\\-\\u2010-\\u2015]");
    private static final Pattern PLAIN = Pattern.compile("\\+?[0-9]{5,20}");
    private static final Pattern MEANT = Pattern.compile("[+(]?[0-9(][0-9\\s\\u00A0().\\-/]*");

    private PhoneNumbers() {}

    /**
     * The number without what stands between its digits, with its plus sign where it has one; a zero in brackets, which is
     * dialled inside a country only, is left out.
     *
     * @throws IllegalArgumentException that says what was expected and does not show the number
     */
    public static String plain(String written) {
        String digits =
                SEPARATORS.matcher(TRUNK_ZERO.matcher(written).replaceAll("")).replaceAll("");
        if (!PLAIN.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "expected a phone number of 5 to 20 digits with the code of its country, such as +1 555 0001");
        }
        return digits;
    }

    /** Whether the text looks like a phone number and like no id: by a plus sign, a leading zero, or what parts its digits. */
    static boolean looksLike(String text) {
        long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
        return digits >= 5 && MEANT.matcher(text).matches() && !Numbers.isWhole(text);
    }
}
