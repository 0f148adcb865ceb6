// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model.text;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a link stands for.
 *
 * @param kind {@code TEXT_LINK} or {@code TEXT_MENTION}
 * @param argument the address, or the id of the user
 */
record LinkTarget(TextEntity.Kind kind, String argument) {
    /** Longer addresses Telegram drops; the bound also keeps nested labels from being read again and again. */
    static final int LONGEST = 2048;

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//)?.*", Pattern.DOTALL);

    /** Reads an address as Telegram does, or answers null when it would not make a link of it. */
    static @Nullable LinkTarget of(CharSequence address) {
        if (address.length() > LONGEST) {
            return null;
        }
        String url = address.toString().strip();
        if (url.isEmpty() || url.chars().anyMatch(c -> c <= ' ')) {
            return null;
        }
        String user = idIn(url, "user");
        if (user != null) {
            return new LinkTarget(TextEntity.Kind.TEXT_MENTION, user);
        }
        String checked = checked(url);
        return checked == null ? null : new LinkTarget(TextEntity.Kind.TEXT_LINK, checked);
    }

    /** The id in {@code tg://host?id=…}, or null when {@code url} is no such address or the id is no id. */
    static @Nullable String idIn(String url, String host) {
        String lower = url.toLowerCase(Locale.ROOT);
        String rest;
        if (lower.startsWith("tg://")) {
            rest = lower.substring(5);
        } else if (lower.startsWith("tg:")) {
            rest = lower.substring(3);
        } else {
            return null;
        }
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
        var scheme = SCHEME.matcher(url);
        if (!scheme.matches() || (scheme.group(2) == null && isPort(url, scheme.end(1)))) {
            return hasHost(url, 0) ? "http://" + url : null;
        }
        String name = scheme.group(1).toLowerCase(Locale.ROOT);
        boolean slashes = scheme.group(2) != null;
        int after = scheme.end(1) + (slashes ? 3 : 1);
        return switch (name) {
            case "http", "https", "ftp", "tonsite" -> slashes && hasHost(url, after) ? url : null;
            case "tg", "ton" -> after < url.length() ? url : null;
            default -> null;
        };
    }

    /** {@code example.com:8080/x} looks like a scheme, yet it is a host and a port. */
    private static boolean isPort(String url, int colon) {
        return colon + 1 < url.length() && Character.isDigit(url.charAt(colon + 1)) && url.lastIndexOf('.', colon) > 0;
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
