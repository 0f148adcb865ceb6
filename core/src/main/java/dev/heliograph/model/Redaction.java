// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Covering of secrets that are known by their place in a text: what stands before the {@code @} of a URL, the values of its query,
 * the token in {@code /bot<token>}, and whatever has the form of a bot's token. For texts that people may have written into a
 * setting or that a library put into a message. Has no state; may be used from any thread.
 */
@Stable
public final class Redaction {
    /** What stands in place of a secret. */
    public static final String HIDDEN = "***";

    private static final Pattern URL = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]*://[^\\s'\"<>]+");
    /** A password may hold a slash, where somebody forgot to encode it. */
    private static final Pattern USER_INFO = Pattern.compile("://(?:[^/?#@:]*:.*|[^/?#]*)@");

    private static final Pattern QUERY_VALUE = Pattern.compile("([?&#;][^=&#;?]*)=[^&#;]+");
    private static final Pattern BARE = Pattern.compile("([?&#;])[^=&#;?]+(?=$|[&#;?])");
    /** A token begins with a number; a path such as /botapi is none. */
    private static final Pattern BOT_IN_PATH = Pattern.compile("(?i)/bot(?=[^/?#]*[0-9:%])[^/?#]+");
    /** Core API, "Authorizing your bot": a number, a colon, and about 35 letters, digits, underscores and dashes. */
    private static final Pattern TOKEN = Pattern.compile("\\b[0-9]{4,}(?::|%3[Aa])[A-Za-z0-9_-]{20,}");

    private static final Pattern BOT_WITH_TOKEN = Pattern.compile("(?i)/bot[0-9]+(?::|%3A)[^/?#\\s'\"]+");

    private Redaction() {}

    /** The text with {@link #HIDDEN} in place of each secret; the same text where there is none. */
    public static String of(String text) {
        Matcher urls = URL.matcher(text);
        String covered = urls.replaceAll(found -> Matcher.quoteReplacement(ofUrl(found.group())));
        covered = BOT_WITH_TOKEN.matcher(covered).replaceAll("/bot" + Matcher.quoteReplacement(HIDDEN));
        return TOKEN.matcher(covered).replaceAll(Matcher.quoteReplacement(HIDDEN));
    }

    /**
     * The same for a text that is one address as a whole, such as the value of a setting: what stands behind a blank or a quote
     * belongs to it too, and so do queries and fragments without a name.
     */
    public static String ofAddress(String address) {
        if (!address.contains("://")) {
            return of(address);
        }
        return of(BARE.matcher(ofUrl(address)).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN)));
    }

    private static String ofUrl(String url) {
        String covered = USER_INFO.matcher(url).replaceFirst("://" + Matcher.quoteReplacement(HIDDEN) + "@");
        covered = QUERY_VALUE.matcher(covered).replaceAll("$1=" + Matcher.quoteReplacement(HIDDEN));
        return BOT_IN_PATH.matcher(covered).replaceAll("/bot" + Matcher.quoteReplacement(HIDDEN));
    }
}
