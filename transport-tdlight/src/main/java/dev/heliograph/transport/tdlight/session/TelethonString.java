// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

/** Version 1: a data centre, an IP address of 4 or 16 bytes, a port and the key; the length tells which. */
final class TelethonString {
    /** The bytes of a string with an IPv4 address. */
    static final int IPV4_BYTES = 263;

    /** The bytes of a string with an IPv6 address. */
    static final int IPV6_BYTES = 275;

    private TelethonString() {}

    /** Reads the bytes behind the version. */
    static SessionMaterial read(byte[] bytes) throws SessionFormatException {
        if (bytes.length != IPV4_BYTES && bytes.length != IPV6_BYTES) {
            throw new SessionFormatException(
                    "a Telethon string holds 263 bytes with an IPv4 address or 275 with an IPv6" + " address, not "
                            + bytes.length);
        }
        ByteCursor in = new ByteCursor("a Telethon string", bytes);
        int dc = in.u8();
        String host = DcAddress.hostOf(in.take(bytes.length == IPV4_BYTES ? 4 : 16));
        int port = in.u16();
        byte[] key = in.take(SessionMaterial.KEY_BYTES);
        in.end();
        return Parts.session(dc, DataCentres.isTest(host), key).withAddress(Parts.address(host, port));
    }

    /** Writes the string. */
    static String write(SessionMaterial session, DcAddress address) throws SessionFormatException {
        byte[] ip = address.ipBytes();
        if (ip == null) {
            throw new SessionFormatException("a Telethon string wants an IP address; the session has a host name");
        }
        byte[] bytes = new ByteSink()
                .u8(session.dc())
                .raw(ip)
                .u16(address.port())
                .raw(session.authKey())
                .bytes();
        return "1" + Base64Text.urlPadded(bytes);
    }
}
