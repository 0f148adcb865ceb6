// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

/** Characters that show nothing, for Telegram (TDLib's {@code strip_empty_characters}) or for Java. */
final class BlankCharacters {
    private BlankCharacters() {}

    static boolean contain(int c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || isInvisible(c);
    }

    private static boolean isInvisible(int c) {
        return switch (c) {
            // separators and joiners without a width, marks of direction, the Mongolian vowel separator
            case 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202E -> true;
            // the empty pattern of Braille, the mark of byte order, the place of an object
            case 0x2800, 0xFEFF, 0xFFFC -> true;
            // what Telegram takes out of every text
            case 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x030A, 0x0333, 0x033F -> true;
            // tags
            default -> c >= 0xE0000 && c <= 0xE007F;
        };
    }
}
