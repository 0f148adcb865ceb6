// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Address of a page, taken apart as TDLib's {@code parse_url} does it: what that refuses is no address for Telegram.
 *
 * @param secure whether it begins with https
 * @param userinfo what stands before the "@", or empty
 * @param host in lower case as far as ASCII goes; with its brackets where it is an IPv6 address
 * @param ipv6 whether it is one
 * @param port the port that is written, or 0
 * @param query all from the first slash on, blanks and control characters encoded; begins with a slash
 */
record WebAddress(boolean secure, String userinfo, String host, boolean ipv6, int port, String query) {
    private static final String MARKS = ".-_!$,~*'();&+=";

    /** Reads an address; one without a scheme counts as http. Null where there is none. */
    static @Nullable WebAddress parse(String url) {
        int schemeEnd = Ascii.indexOfAny(url, 0, ":/?#@[]");
        int start = 0;
        boolean secure = false;
        if (url.startsWith("://", schemeEnd)) {
            String scheme = Ascii.lower(url.substring(0, schemeEnd));
            secure = scheme.equals("https");
            if (!secure && !scheme.equals("http")) {
                return null;
            }
            start = schemeEnd + 3;
        }
        int end = Ascii.indexOfAny(url, start, "/?#");
        String authority = url.substring(start, end);
        int colon = portColon(authority);
        int port = colon < 0 ? 0 : port(authority.substring(colon + 1));
        String place = colon < 0 ? authority : authority.substring(0, colon);
        int at = place.lastIndexOf('@');
        String userinfo = at < 0 ? "" : place.substring(0, at);
        String host = Ascii.lower(place.substring(at + 1));
        boolean ipv6 = host.startsWith("[") && host.endsWith("]");
        if (port < 0 || host.isEmpty() || host.equals(".")) {
            return null;
        }
        boolean allowed = ipv6 ? isIpv6(host) : isAllowed(host, false) && isAllowed(userinfo, true);
        return allowed ? new WebAddress(secure, userinfo, host, ipv6, port, query(url.substring(end))) : null;
    }

    /** As Telegram writes it: with a scheme, and with a slash behind the host. */
    String written() {
        return (secure ? "https://" : "http://")
                + (userinfo.isEmpty() ? "" : userinfo + "@")
                + host
                + (port > 0 ? ":" + port : "")
                + query;
    }

    /** Where the colon before a port stands, or -1. */
    private static int portColon(String authority) {
        int at = authority.length() - 1;
        while (at > 0 && ":]@".indexOf(authority.charAt(at)) < 0) {
            at--;
        }
        return at > 0 && authority.charAt(at) == ':' ? at : -1;
    }

    private static int port(String written) {
        String digits = written.replaceFirst("^0+(?=.)", "");
        return digits.matches("[1-9][0-9]{0,4}") && Integer.parseInt(digits) <= 65_535 ? Integer.parseInt(digits) : -1;
    }

    private static String query(String written) {
        int end = written.length();
        while (end > 0 && Ascii.isSpace(written.charAt(end - 1))) {
            end--;
        }
        StringBuilder query = new StringBuilder(end + 8);
        if (!written.startsWith("/") || end == 0) {
            query.append('/');
        }
        for (int i = 0; i < end; i++) {
            char c = written.charAt(i);
            if (c <= ' ') {
                query.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                query.append(c);
            }
        }
        return query.toString();
    }

    private static boolean isAllowed(String part, boolean colons) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%') {
                if (i + 2 >= part.length()
                        || !Ascii.isHexDigit(part.charAt(i + 1))
                        || !Ascii.isHexDigit(part.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!Ascii.isLetterOrDigit(c) && c < 128 && MARKS.indexOf(c) < 0 && !(colons && c == ':')) {
                return false;
            }
        }
        return true;
    }

    /** Whether the brackets hold an address of the textual form of RFC 4291, section 2.2. */
    private static boolean isIpv6(String host) {
        String inner = host.substring(1, host.length() - 1);
        int gap = inner.indexOf("::");
        if (gap < 0) {
            return groups(inner, true) == 8;
        }
        String after = inner.substring(gap + 2);
        int before = gap == 0 ? 0 : groups(inner.substring(0, gap), false);
        int behind = after.isEmpty() ? 0 : groups(after, true);
        return before >= 0 && behind >= 0 && before + behind < 8;
    }

    /** How many groups of 16 bits the text holds, an IPv4 address at its end being two; far below 0 where it is wrong. */
    private static int groups(String text, boolean mayEndAsIpv4) {
        String[] parts = text.split(":", -1);
        int groups = parts.length;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (last && mayEndAsIpv4 && parts[i].indexOf('.') >= 0) {
                groups += isIpv4(parts[i]) ? 1 : -100;
            } else if (!parts[i].matches("[0-9a-f]{1,4}")) {
                return -100;
            }
        }
        return groups;
    }

    private static boolean isIpv4(String text) {
        return text.matches("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    }
}
