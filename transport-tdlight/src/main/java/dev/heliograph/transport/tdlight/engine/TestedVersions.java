// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which TDLib this was tried with. Its API changes with every build, and says so nowhere. */
public final class TestedVersions {
    /** The oldest and the newest, both included, in words. */
    public static final String WORDS = "1.8.35 to 1.8.67";

    private static final long OLDEST = number(1, 8, 35);
    private static final long NEWEST = number(1, 8, 67);
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4})");

    private TestedVersions() {}

    /** Whether a version is one of them; false for what is none. */
    public static boolean include(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return false;
        }
        long number = number(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        return number >= OLDEST && number <= NEWEST;
    }

    private static long number(int major, int minor, int patch) {
        return (major * 10_000L + minor) * 10_000L + patch;
    }
}
