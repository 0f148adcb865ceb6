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
     * Reads {@code socks5://user:password@host:1080}, {@code http://…} in the same form, or {@code mtproto://secret@host:443}.
     *
     * @throws IllegalArgumentException that says what was expected, without the password
     */
    public static ProxyConfig parse(String address) {
        try {
            URI uri = URI.create(address);
            Kind kind = Kind.valueOf(String.valueOf(uri.getScheme()).toUpperCase(Locale.ROOT));
            String info = uri.getUserInfo();
            if (uri.getHost() != null && (kind != Kind.MTPROTO || info != null)) {
                return of(kind, uri, info == null ? "" : info);
            }
        } catch (IllegalArgumentException wrong) {
            // the cause would quote the password: it is left out on purpose
        }
        throw new IllegalArgumentException("proxy: expected socks5:// or http:// with host and port, such as"
                + " socks5://user:password@host:1080, or mtproto://secret@host:443");
    }

    private static ProxyConfig of(Kind kind, URI uri, String info) {
        int colon = info.indexOf(':');
        String user = colon < 0 ? info : info.substring(0, colon);
        String password = colon < 0 ? null : info.substring(colon + 1);
        if (kind == Kind.MTPROTO) {
            // such a proxy knows no users: what stands alone is the secret
            return new ProxyConfig(kind, uri.getHost(), uri.getPort(), null, password == null ? user : password);
        }
        return new ProxyConfig(kind, uri.getHost(), uri.getPort(), user.isEmpty() ? null : user, password);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + (user == null && password == null ? "" : "***@") + host
                + ":" + port;
    }
}
