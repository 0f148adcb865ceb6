// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Link that names a chat of Telegram, and perhaps a message of it, as core.telegram.org/api/links has them: {@code t.me/name},
 * {@code t.me/name/5}, {@code t.me/c/123/5}, {@code tg://resolve?domain=name&post=5}, {@code tg://privatepost?channel=123&post=5},
 * {@code tg://user?id=7}, and {@code tg://openmessage?user_id=7&message_id=5}.
 *
 * @param peer the chat
 * @param message the id of the message, or 0
 */
record TelegramLink(Peer peer, long message) {
    private static final Set<String> HOSTS = Set.of("t.me", "telegram.me", "telegram.dog");
    private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");
    /** First parts of paths that are no names of chats. */
    private static final Set<String> OTHERS = Set.of(
            "addemoji",
            "addlist",
            "addstickers",
            "addstyle",
            "addtheme",
            "auction",
            "bg",
            "boost",
            "call",
            "confirmphone",
            "contact",
            "giftcode",
            "invoice",
            "iv",
            "login",
            "nft",
            "proxy",
            "setlanguage",
            "share",
            "socks",
            "username");
    /** Supergroups and channels are numbered from here downwards (core.telegram.org/api/bots/ids). */
    private static final long FIRST_CHANNEL = -1_000_000_000_000L;

    private static final long MOST_CHANNELS = 997_852_516_352L;
    private static final long MOST_GROUPS = 999_999_999_999L;

    /**
     * Reads a link, or answers null where the text is none of Telegram's.
     *
     * @throws IllegalArgumentException for one that names no chat, and says what it is
     */
    static @Nullable TelegramLink read(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("tg:")) {
            return ofApp(text.substring(lower.startsWith("//", 3) ? 5 : 3));
        }
        String rest = SCHEME.matcher(text).matches() ? text.substring(text.indexOf("//") + 2) : text;
        int hostEnd = firstOf(rest, "/?#");
        String host = rest.substring(0, hostEnd).toLowerCase(Locale.ROOT);
        host = host.startsWith("www.") ? host.substring(4) : host;
        List<String> path = path(rest.substring(hostEnd));
        boolean comment = query(rest).containsKey("comment");
        if (host.endsWith(".t.me")) {
            path.add(0, host.substring(0, host.length() - 5));
        } else if (!HOSTS.contains(host)) {
            return null;
        }
        TelegramLink link = ofPath(path);
        // a comment stands in the group of the channel, which the link does not name
        return comment ? new TelegramLink(link.peer, 0) : link;
    }

    private static TelegramLink ofPath(List<String> path) {
        String first = path.isEmpty() ? "" : path.get(0);
        if (first.startsWith("+")) {
            throw new IllegalArgumentException(
                    PhoneNumbers.looksLike(first) ? PeerText.PHONE_NUMBER : PeerText.INVITATION);
        }
        switch (first.toLowerCase(Locale.ROOT)) {
            case "joinchat" -> throw new IllegalArgumentException(PeerText.INVITATION);
            case "c" -> {
                long channel = path.size() > 1 ? number(path.get(1), MOST_CHANNELS) : 0;
                return new TelegramLink(Peer.of(FIRST_CHANNEL - positive(channel)), message(path, 2));
            }
            case "s" -> {
                return named(path, 1);
            }
            default -> {
                return named(path, 0);
            }
        }
    }

    private static TelegramLink named(List<String> path, int at) {
        if (path.size() <= at || OTHERS.contains(path.get(at).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("this link names no chat: " + PeerText.EXPECTED);
        }
        return new TelegramLink(new Peer.Username(path.get(at)), message(path, at + 1));
    }

    /** The message behind the chat, perhaps with its topic between them. */
    private static long message(List<String> path, int from) {
        if (path.size() > from + 2) {
            throw new IllegalArgumentException("this link names no chat: " + PeerText.EXPECTED);
        }
        long last = 0;
        for (String part : path.subList(from, path.size())) {
            last = positive(number(part, Integer.MAX_VALUE));
        }
        return last;
    }

    private static TelegramLink ofApp(String rest) {
        String host = rest.substring(0, firstOf(rest, "/?#")).toLowerCase(Locale.ROOT);
        Map<String, String> query = query(rest);
        return switch (host) {
            case "resolve" -> {
                if (query.containsKey("phone")) {
                    throw new IllegalArgumentException(PeerText.PHONE_NUMBER);
                }
                yield new TelegramLink(new Peer.Username(query.getOrDefault("domain", "")), message(query, "post"));
            }
            case "user" -> new TelegramLink(Peer.of(positive(number(query.get("id"), PeerText.LAST_ID))), 0);
            case "openmessage" -> {
                String group = query.get("chat_id");
                long id = group == null ? number(query.get("user_id"), PeerText.LAST_ID) : number(group, MOST_GROUPS);
                yield new TelegramLink(
                        Peer.of(group == null ? positive(id) : -positive(id)), message(query, "message_id"));
            }
            case "privatepost" ->
                new TelegramLink(
                        Peer.of(FIRST_CHANNEL - positive(number(query.get("channel"), MOST_CHANNELS))),
                        message(query, "post"));
            case "join" -> throw new IllegalArgumentException(PeerText.INVITATION);
            default -> throw new IllegalArgumentException("this link names no chat: " + PeerText.EXPECTED);
        };
    }

    private static long message(Map<String, String> query, String key) {
        return query.containsKey(key) ? positive(number(query.get(key), Integer.MAX_VALUE)) : 0;
    }

    private static long number(@Nullable String text, long most) {
        try {
            return text == null ? 0 : Numbers.whole(text, 0, most);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("a number in this link is wrong: " + wrong.getMessage(), wrong);
        }
    }

    private static long positive(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("this link names no chat: " + PeerText.EXPECTED);
        }
        return number;
    }

    private static List<String> path(String rest) {
        String path = rest.substring(0, firstOf(rest, "?#"));
        return new ArrayList<>(
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList());
    }

    private static Map<String, String> query(String rest) {
        Map<String, String> query = new TreeMap<>();
        String link = rest.substring(0, firstOf(rest, "#"));
        int question = link.indexOf('?');
        for (String pair :
                question < 0 ? new String[0] : link.substring(question + 1).split("&")) {
            int equals = pair.indexOf('=');
            query.putIfAbsent(
                    equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return query;
    }

    private static int firstOf(String text, String characters) {
        int at = 0;
        while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
