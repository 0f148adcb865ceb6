// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses as text. The JDK would turn a mapped address into an IPv4 one, and a session would not come back as it was.
 */
final class Ipv6 {
    private static final int GROUPS = 8;

    private Ipv6() {}

    /** The 16 bytes, or null where the text is no address in hexadecimal groups. */
    static byte @Nullable [] bytes(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] ip = new byte[16];
            return groups(text) == GROUPS && put(text, ip, 0) ? ip : null;
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        int before = groups(head);
        int after = groups(tail);
        if (before + after >= GROUPS) {
            return null;
        }
        byte[] ip = new byte[16];
        return put(head, ip, 0) && put(tail, ip, 2 * (GROUPS - after)) ? ip : null;
    }

    /** The shortest form: lower case, the longest run of zero groups left out. */
    static String text(byte[] ip) {
        int gap = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && group(ip, i + run) == 0) {
                run++;
            }
            if (run > longest) {
                gap = i;
                longest = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += longest - 1;
            } else {
                boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(group(ip, i)));
            }
        }
        return text.toString();
    }

    private static int group(byte[] ip, int index) {
        return ((ip[2 * index] & 255) << 8) | (ip[2 * index + 1] & 255);
    }

    private static int groups(String text) {
        return text.isEmpty() ? 0 : 1 + (int) text.chars().filter(c -> c == ':').count();
    }

    private static boolean put(String text, byte[] ip, int from) {
        if (text.isEmpty()) {
            return true;
        }
        int at = from;
        for (String group : text.split(":", -1)) {
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                return false;
            }
            int value = Integer.parseInt(group, 16);
            ip[at++] = (byte) (value >> 8);
            ip[at++] = (byte) value;
        }
        return true;
    }
}
