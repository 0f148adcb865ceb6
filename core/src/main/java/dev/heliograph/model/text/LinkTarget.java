// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a link stands for.
 *
 * @param kind {@code TEXT_LINK} or {@code TEXT_MENTION}
 * @param argument the address, or the id of the user
 */
record LinkTarget(TextEntity.Kind kind, String argument) {
    private static final int LONGEST = 2048;
    // Labels may nest by the thousand, and each of them is read: long ones are not worth it.
    private static final int LONGEST_LABEL = 256;

    /** Reads an address as Telegram does, or answers null when it would not make a link of it. */
    static @Nullable LinkTarget of(CharSequence address) {
        if (address.length() > LONGEST) {
            return null;
        }
        String url = address.toString().strip();
        if (url.isEmpty() || hasSpace(url)) {
            return null;
        }
        String user = idIn(url, "user");
        if (user != null) {
            return new LinkTarget(TextEntity.Kind.TEXT_MENTION, user);
        }
        String checked = checked(url);
        return checked == null ? null : new LinkTarget(TextEntity.Kind.TEXT_LINK, checked);
    }

    /** Reads the label of a link without an address, from {@code start} to the end of the text, as its address. */
    static @Nullable LinkTarget ofLabel(StringBuilder text, int start) {
        return text.length() - start > LONGEST_LABEL ? null : of(text.substring(start));
    }

    /** The id in {@code tg://host?id=…}, or null when {@code url} is no such address or the id is no id. */
    static @Nullable String idIn(String url, String host) {
        if (!url.regionMatches(true, 0, "tg:", 0, 3)) {
            return null;
        }
        String lower = url.toLowerCase(Locale.ROOT);
        String rest = lower.substring(lower.startsWith("//", 3) ? 5 : 3);
        int fragment = rest.indexOf('#');
        rest = fragment < 0 ? rest : rest.substring(0, fragment);
        int question = rest.indexOf('?');
        if (question < 0 || !(rest.startsWith(host + "?") || rest.startsWith(host + "/?"))) {
            return null;
        }
        for (String pair : rest.substring(question + 1).split("&", -1)) {
            if (pair.startsWith("id=")) {
                String id = pair.substring(3);
                return isId(id) ? id : null;
            }
        }
        return null;
    }

    /** Whether this is a positive 64-bit number in plain digits. */
    static boolean isId(String digits) {
        if (digits.isEmpty() || digits.length() > 19 || digits.charAt(0) == '0') {
            return false;
        }
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        return digits.length() < 19 || digits.compareTo(Long.toString(Long.MAX_VALUE)) <= 0;
    }

    private static @Nullable String checked(String url) {
        int colon = schemeLength(url);
        if (colon == 0 || isPort(url, colon)) {
            return hasHost(url, 0) ? "http://" + url : null;
        }
        boolean slashes = url.startsWith("//", colon + 1);
        int after = colon + (slashes ? 3 : 1);
        return switch (url.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "http", "https", "ftp", "tonsite" -> slashes && hasHost(url, after) ? url : null;
            case "tg", "ton" -> after < url.length() ? url : null;
            default -> null;
        };
    }

    /** How many characters come before the colon of a scheme; 0 without a scheme. */
    private static int schemeLength(String url) {
        int end = 0;
        while (end < url.length() && isSchemeCharacter(url.charAt(end))) {
            end++;
        }
        return end < url.length() && url.charAt(end) == ':' ? end : 0;
    }

    private static boolean isSchemeCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "+.-".indexOf(c) >= 0;
    }

    /** {@code example.com:8080/x} looks like a scheme, yet it is a host and a port. */
    private static boolean isPort(String url, int colon) {
        return colon + 1 < url.length() && Character.isDigit(url.charAt(colon + 1)) && url.lastIndexOf('.', colon) > 0;
    }

    private static boolean hasSpace(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) <= ' ') {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHost(String url, int from) {
        int end = from;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String host = url.substring(Math.max(from, url.lastIndexOf('@', end - 1) + 1), end);
        int dot = host.indexOf('.');
        return host.startsWith("[") || (dot > 0 && dot < host.length() - 1 && !host.contains(".."));
    }
}
