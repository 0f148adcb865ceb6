// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.model.Bytes;

/**
 * What stands at a port before the protocol begins: clients that know only the addresses of the real servers are led here
 * through a proxy.
 */
public final class Front {
    private final Kind kind;
    private final String user;
    private final String password;
    private final Bytes secret;

    private Front(Kind kind, String user, String password, Bytes secret) {
        this.kind = kind;
        this.user = user;
        this.password = password;
        this.secret = secret;
    }

    enum Kind {
        DIRECT,
        SOCKS5,
        SOCKS5_WITH_PASSWORD,
        MTPROTO_PROXY
    }

    /** Nothing: clients that can be told an address connect to it. */
    public static Front direct() {
        return new Front(Kind.DIRECT, "", "", Bytes.empty());
    }

    /** A SOCKS5 proxy for everybody, which leads here wherever its client wants to go. */
    public static Front socks5() {
        return new Front(Kind.SOCKS5, "", "", Bytes.empty());
    }

    /** A SOCKS5 proxy for one user. */
    public static Front socks5(String user, String password) {
        return new Front(Kind.SOCKS5_WITH_PASSWORD, user, password, Bytes.empty());
    }

    /**
     * An MTProto proxy.
     *
     * @param secret 16 bytes, without the prefix by which clients are told to pad
     * @throws IllegalArgumentException where it has another length
     */
    public static Front mtprotoProxy(Bytes secret) {
        if (secret.size() != 16) {
            throw new IllegalArgumentException("a secret of " + secret.size() + " bytes; it has 16");
        }
        return new Front(Kind.MTPROTO_PROXY, "", "", secret);
    }

    Kind kind() {
        return kind;
    }

    boolean isSocks() {
        return kind == Kind.SOCKS5 || kind == Kind.SOCKS5_WITH_PASSWORD;
    }

    boolean wantsPassword() {
        return kind == Kind.SOCKS5_WITH_PASSWORD;
    }

    boolean admits(String name, String word) {
        return user.equals(name) && password.equals(word);
    }

    byte[] secret() {
        return secret.toArray();
    }
}
