// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bot is to do what: /bot123:secret/sendMessage. */
record Target(long bot, String secret, String method) {
    private static final Pattern FORM =
            Pattern.compile("/bot([0-9]{1,18}):([A-Za-z0-9_-]{1,128})/(?:test/)?([A-Za-z0-9_]+)");

    /** Null where it is no call of a bot. */
    static @Nullable Target parse(String path) {
        Matcher matcher = FORM.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        long id = Long.parseLong(matcher.group(1));
        return id == 0 ? null : new Target(id, matcher.group(2), matcher.group(3));
    }

    /** The secret stays here. */
    @Override
    public String toString() {
        return "Target[bot=" + bot + ", method=" + method + "]";
    }
}
