// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.regex.Pattern;

/** Reader of addresses as people write them. */
final class PeerText {
    static final String EXPECTED = "expected a numeric id, '@username', 't.me/username' or 'me'";
    static final String PHONE_NUMBER = "a phone number is no address: " + EXPECTED;
    static final String INVITATION = "an invitation is no address: expected the numeric id or '@username' of the chat,"
            + " which the account has to join first";
    /** Ids have at most 52 bits (core.telegram.org/bots/api#chat). */
    static final long LAST_ID = (1L << 52) - 1;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{4,31}");
    private static final int SHOWN = 64;

    private PeerText() {}

    static Peer read(String text) {
        if (text.equalsIgnoreCase("me") || text.equalsIgnoreCase("self")) {
            return new Peer.Self();
        }
        if (text.startsWith("@")) {
            return new Peer.Username(text.substring(1));
        }
        TelegramLink link = TelegramLink.read(text);
        if (link != null) {
            return link.peer();
        }
        if (PhoneNumbers.looksLike(text)) {
            throw new IllegalArgumentException(PHONE_NUMBER);
        }
        if (Numbers.isWhole(text)) {
            return new Peer.Id(id(text));
        }
        throw new IllegalArgumentException("peer '" + shown(text) + "': " + EXPECTED
                + (text.chars().anyMatch(c -> c > 127 && Character.isDigit(c)) ? "; ids have the digits 0 to 9" : "")
                + (NAME.matcher(text).matches() ? "; did you mean '@" + text + "'?" : ""));
    }

    private static long id(String text) {
        try {
            return Numbers.whole(text, -LAST_ID, LAST_ID);
        } catch (IllegalArgumentException beyond) {
            throw new IllegalArgumentException(
                    "peer '" + shown(text) + "': expected an id of at most 52 bits; this one is out of range", beyond);
        }
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
