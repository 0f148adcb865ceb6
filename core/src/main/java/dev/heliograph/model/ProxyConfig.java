// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of one session.
 *
 * @param kind its protocol
 * @param host name or address
 * @param port 1 to 65535
 * @param user name at the proxy, or null
 * @param password password, or the secret of an MTProto proxy, or null; never shown
 */
@Stable
public record ProxyConfig(
        Kind kind,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    /** What the proxy speaks. */
    public enum Kind {
        /** SOCKS version 5. */
        SOCKS5,
        /** HTTP CONNECT. */
        HTTP,
        /** Telegram's own proxy protocol. */
        MTPROTO
    }

    /** Checks the port. */
    public ProxyConfig {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("proxy port " + port + ": expected 1 to 65535");
        }
    }

    /**
     * Reads {@code socks5://user:password@host:1080}; also {@code http} and {@code mtproto}.
     *
     * @throws IllegalArgumentException that says what was expected, without the password
     */
    public static ProxyConfig parse(String address) {
        try {
            URI uri = URI.create(address);
            Kind kind = Kind.valueOf(String.valueOf(uri.getScheme()).toUpperCase(Locale.ROOT));
            String info = uri.getUserInfo();
            int colon = info == null ? -1 : info.indexOf(':');
            String user = info == null ? null : colon < 0 ? info : info.substring(0, colon);
            String password = info == null || colon < 0 ? null : info.substring(colon + 1);
            if (uri.getHost() != null) {
                return new ProxyConfig(kind, uri.getHost(), uri.getPort(), user, password);
            }
        } catch (IllegalArgumentException wrong) {
            // the cause would quote the password: it is left out on purpose
        }
        throw new IllegalArgumentException("proxy: expected socks5://, http:// or mtproto:// with host and port");
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + (user == null ? "" : "***@") + host + ":" + port;
    }
}
