// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import org.jspecify.annotations.Nullable;

/**
 * What the address of a link stands for, as TDLib's {@code LinkManager} decides it.
 *
 * @param kind {@code TEXT_LINK} or {@code TEXT_MENTION}
 * @param argument the address as Telegram writes it, or the id of the user
 */
record LinkTarget(TextEntity.Kind kind, String argument) {
    /** TDLib's {@code UserId::MAX_USER_ID}. */
    private static final long LAST_USER = (1L << 40) - 1;

    /** Reads an address as Telegram does, or answers null when it would not make a link of it. */
    static @Nullable LinkTarget of(String address) {
        LinkTarget read = read(address);
        if (read == null || read.kind == TextEntity.Kind.TEXT_MENTION) {
            return read;
        }
        // TDLib cleans and reads an address again when the message is sent
        LinkTarget again = read(SentForm.cleaned(read.argument));
        return again == null ? read : again;
    }

    private static @Nullable LinkTarget read(String address) {
        String user = idIn(Ascii.lower(address), "user");
        if (user != null && isId(user) && Long.parseLong(user) <= LAST_USER) {
            return new LinkTarget(TextEntity.Kind.TEXT_MENTION, user);
        }
        String checked = checked(address);
        return checked == null ? null : new LinkTarget(TextEntity.Kind.TEXT_LINK, checked);
    }

    /** What stands for the id in {@code tg://host?id=…}, or null when {@code url} is no such address. */
    static @Nullable String idIn(String url, String host) {
        if (!startsWith(url, "tg:")) {
            return null;
        }
        String rest = url.substring(url.startsWith("//", 3) ? 5 : 3);
        if (!startsWith(rest, host)) {
            return null;
        }
        int question = host.length() + (rest.startsWith("/", host.length()) ? 1 : 0);
        if (!rest.startsWith("?", question)) {
            return null;
        }
        int fragment = rest.indexOf('#');
        String query = rest.substring(question + 1, fragment < 0 ? rest.length() : fragment);
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("id=") || pair.equals("id")) {
                return pair.substring(Math.min(3, pair.length()));
            }
        }
        return null;
    }

    /** Whether this is a positive 64-bit number in plain digits. */
    static boolean isId(String digits) {
        return isNumber(digits) && digits.charAt(0) != '-';
    }

    /** Whether this is a 64-bit number other than 0 as it is printed. */
    static boolean isNumber(String text) {
        return text.length() <= 20 && text.matches("-?[1-9][0-9]*") && isWithin64Bits(text);
    }

    private static boolean isWithin64Bits(String number) {
        boolean negative = number.charAt(0) == '-';
        String digits = negative ? number.substring(1) : number;
        String most = negative ? "9223372036854775808" : "9223372036854775807";
        return digits.length() < most.length() || (digits.length() == most.length() && digits.compareTo(most) <= 0);
    }

    private static @Nullable String checked(String url) {
        for (String scheme : new String[] {"tg", "ton", "tonsite"}) {
            if (startsWith(url, scheme + ":")) {
                int colon = scheme.length();
                return ofApp(scheme, url.substring(url.startsWith("//", colon + 1) ? colon + 3 : colon + 1));
            }
        }
        WebAddress address = WebAddress.parse(url);
        boolean named = address != null && (address.ipv6() || address.host().indexOf('.') >= 0);
        return address == null || !named ? null : address.written();
    }

    /** An address that an application of Telegram opens by itself. */
    private static @Nullable String ofApp(String scheme, String rest) {
        WebAddress address = WebAddress.parse(rest);
        if (address == null
                || startsWith(rest, "http://")
                || address.secure()
                || !address.userinfo().isEmpty()
                || address.port() != 0
                || address.ipv6()) {
            return null;
        }
        String marks = scheme.equals("tonsite") ? "-_." : "-_";
        boolean allowed = address.host().chars().allMatch(c -> Ascii.isLetterOrDigit(c) || marks.indexOf(c) >= 0);
        String query = address.query();
        return allowed ? scheme + "://" + address.host() + (query.startsWith("/?") ? query.substring(1) : query) : null;
    }

    private static boolean startsWith(String text, String lower) {
        return text.length() >= lower.length()
                && Ascii.lower(text.substring(0, lower.length())).equals(lower);
    }
}
