// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.Base64;

/**
 * Base64 of either alphabet, with padding or without, and nothing else: decoders that skip what they do not know read a
 * damaged string as another one.
 */
final class Base64Text {
    private Base64Text() {}

    static byte[] decode(String text) throws SessionFormatException {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        int padding = text.length() - end;
        if (end % 4 == 1 || (padding > 0 && (padding > 2 || text.length() % 4 != 0))) {
            throw new SessionFormatException("found " + text.length()
                    + " characters, which are not complete Base64: some are missing or too many");
        }
        String body = text.substring(0, end);
        boolean urlSafe = checked(body);
        byte[] bytes = (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(body);
        String again = (urlSafe ? Base64.getUrlEncoder() : Base64.getEncoder())
                .withoutPadding()
                .encodeToString(bytes);
        if (!again.equals(body)) {
            throw new SessionFormatException("found " + text.length()
                    + " characters, of which the last cannot be the end of Base64 of that length: some"
                    + " are missing, too many, or were changed");
        }
        return bytes;
    }

    /** The URL-safe alphabet with padding, as Python writes it. */
    static String urlPadded(byte[] bytes) {
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** The URL-safe alphabet without padding. */
    static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The standard alphabet with padding. */
    static String standard(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether the alphabet is the URL-safe one. */
    private static boolean checked(String body) throws SessionFormatException {
        boolean urlSafe = false;
        boolean standard = false;
        for (int at = 0; at < body.length(); at++) {
            char c = body.charAt(at);
            urlSafe |= c == '-' || c == '_';
            standard |= c == '+' || c == '/';
            boolean common = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!common && c != '-' && c != '_' && c != '+' && c != '/') {
                throw new SessionFormatException(
                        "found " + body.length() + " characters, of which number " + (at + 1) + " is no Base64");
            }
        }
        if (urlSafe && standard) {
            throw new SessionFormatException("found a mix of both alphabets of Base64");
        }
        return urlSafe;
    }
}
