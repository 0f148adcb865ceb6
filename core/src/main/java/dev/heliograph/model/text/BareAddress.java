// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

/**
 * Finder of addresses that stand in a text as they are: those with a scheme, such as {@code https://example.com}, and those
 * of a host and a path, such as {@code t.me/name}. Telegram makes links of them by itself, so their characters are no marks.
 */
final class BareAddress {
    private static final int LONGEST_SCHEME = 32;
    /** What seldom belongs to an address when it stands at its end, and often to the sentence or to a mark around it. */
    private static final String TRAILING = ".,:;!?'*_~";

    private final String source;
    /** No host begins before that place: dotted words are read once, not once for each dot. */
    private int hostless;

    BareAddress(String source) {
        this.source = source;
    }

    /** Where the address that begins at {@code start}, the begin of a word, ends; or -1 where none begins there. */
    int end(int start) {
        int rest = behindScheme(start);
        if (rest < 0 && start >= hostless) {
            rest = behindHost(start);
        }
        int end = rest < 0 ? -1 : endOfRest(rest);
        return end > rest ? end : -1;
    }

    private int behindScheme(int start) {
        int at = start;
        while (at < source.length() && at - start < LONGEST_SCHEME && isOfScheme(source.charAt(at))) {
            at++;
        }
        boolean scheme = at > start && Ascii.isLetter(source.charAt(start)) && source.startsWith("://", at);
        return scheme ? at + 3 : -1;
    }

    private static boolean isOfScheme(char c) {
        return Ascii.isLetterOrDigit(c) || c == '+' || c == '.' || c == '-';
    }

    /** Where the path of an address without a scheme begins. */
    private int behindHost(int start) {
        int at = start;
        int dot = -1;
        int lettersFrom = start;
        while (at < source.length() && isOfHost(source.charAt(at))) {
            char c = source.charAt(at++);
            if (c == '.') {
                dot = at;
                lettersFrom = at;
            } else if (!Character.isLetter(c)) {
                lettersFrom = at;
            }
        }
        hostless = at;
        // the last part is what tells example.com/x from 1.5/2
        if (dot < 0 || lettersFrom > dot || at - dot < 2) {
            return -1;
        }
        if (at < source.length() && source.charAt(at) == ':') {
            int port = at + 1;
            while (port < source.length() && port - at < 6 && Ascii.isDigit(source.charAt(port))) {
                port++;
            }
            at = port > at + 1 ? port : at;
        }
        return at < source.length() && "/?#".indexOf(source.charAt(at)) >= 0 ? at : -1;
    }

    private static boolean isOfHost(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }

    private int endOfRest(int rest) {
        int round = 0;
        int square = 0;
        int end = rest;
        int at = rest;
        while (at < source.length()) {
            if (MarkdownParser.isEscape(source, at)) {
                at += 2;
                end = at;
                continue;
            }
            int c = source.codePointAt(at);
            round += c == '(' ? 1 : c == ')' ? -1 : 0;
            square += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (round < 0 || square < 0 || ends(c)) {
                break;
            }
            at += Character.charCount(c);
            if (TRAILING.indexOf(c) < 0) {
                end = at;
            }
        }
        return end;
    }

    /** Whether no address holds that character: RFC 3986, section 2, and the punctuation that Telegram stops at. */
    private static boolean ends(int c) {
        if (c < 128) {
            return c <= ' ' || c == 127 || "<>\"`|\\^{}".indexOf(c) >= 0;
        }
        boolean joiner = c == 0x200C || c == 0x200D;
        return Character.isSpaceChar(c) || (c >= 0x2000 && c <= 0x206F && !joiner);
    }
}
