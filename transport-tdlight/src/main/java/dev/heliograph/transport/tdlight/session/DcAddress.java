// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a data centre listens.
 *
 * @param host an IPv4 or IPv6 address without brackets, or a host name; 1 to 255 characters
 * @param port 1 to 65535
 */
public record DcAddress(String host, int port) {

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public DcAddress {
        Objects.requireNonNull(host, "host");
        if (!isHost(host)) {
            throw new IllegalArgumentException("the host of a data centre is an IP address or a host name");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port of a data centre is 1 to 65535, not " + port);
        }
    }

    /**
     * Reads {@code 149.154.167.51:443} or {@code [2001:67c:4e8:f002::a]:443}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static DcAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        String port = text.substring(colon + 1);
        if (host.isEmpty() || host.indexOf(':') >= 0 != bracketed || !port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("an address is IP:PORT, an IPv6 address in brackets");
        }
        return new DcAddress(host, Integer.parseInt(port));
    }

    /** Whether the host is an IPv6 address. */
    public boolean isIpv6() {
        return host.indexOf(':') >= 0;
    }

    /** Whether the host is an IP address rather than a name. */
    public boolean isIp() {
        return ipBytes() != null;
    }

    /** The address, ready for {@link #parse}. */
    @Override
    public String toString() {
        return (isIpv6() ? "[" + host + "]" : host) + ":" + port;
    }

    /** The host as 4 or 16 bytes, or null where it is a name. */
    byte @Nullable [] ipBytes() {
        return isIpv6() ? Ipv6.bytes(host) : ipv4Bytes(host);
    }

    /** The host of 4 or 16 bytes. */
    static String hostOf(byte[] ip) {
        if (ip.length == 16) {
            return Ipv6.text(ip);
        }
        return (ip[0] & 255) + "." + (ip[1] & 255) + "." + (ip[2] & 255) + "." + (ip[3] & 255);
    }

    static boolean isHost(String host) {
        if (host.isEmpty() || host.length() > 255) {
            return false;
        }
        if (host.indexOf(':') >= 0) {
            return Ipv6.bytes(host) != null;
        }
        for (int at = 0; at < host.length(); at++) {
            char c = Character.toLowerCase(host.charAt(at));
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) {
                return false;
            }
        }
        boolean digits = host.toLowerCase(Locale.ROOT).chars().noneMatch(c -> (c >= 'a' && c <= 'z') || c == '-');
        return !digits || ipv4Bytes(host) != null;
    }

    private static byte @Nullable [] ipv4Bytes(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] ip = new byte[4];
        for (int i = 0; i < 4; i++) {
            if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                return null;
            }
            ip[i] = (byte) Integer.parseInt(parts[i]);
        }
        return ip;
    }
}
