// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.nio.charset.StandardCharsets;

/**
 * A data centre, an address as text with its length, a port and the key. It begins with {@code 1} as Telethon's does, and an
 * address of fourteen letters makes it as long as Telethon's with IPv6; the structure tells them apart.
 */
final class GramjsString {
    private static final int BYTES_BESIDE_ADDRESS = 261;
    // it reads and writes a signed number
    private static final int MAX_PORT = Short.MAX_VALUE;

    private GramjsString() {}

    /** Whether the bytes behind the version have this structure. */
    static boolean fits(byte[] bytes) {
        if (bytes.length <= BYTES_BESIDE_ADDRESS || bytes.length == TelethonString.IPV4_BYTES) {
            return false;
        }
        int length = ((bytes[1] & 255) << 8) | (bytes[2] & 255);
        return length == bytes.length - BYTES_BESIDE_ADDRESS
                && DcAddress.isHost(new String(bytes, 3, length, StandardCharsets.ISO_8859_1));
    }

    /** Reads the bytes behind the version. */
    static SessionMaterial read(byte[] bytes) throws SessionFormatException {
        ByteCursor in = new ByteCursor("a GramJS string", bytes);
        int dc = in.u8();
        String host = new String(in.take(in.u16()), StandardCharsets.ISO_8859_1);
        int port = in.u16();
        byte[] key = in.take(SessionMaterial.KEY_BYTES);
        in.end();
        return Parts.session(dc, DataCentres.isTest(host), key).withAddress(Parts.address(host, port));
    }

    /** Writes the string. */
    static String write(SessionMaterial session, DcAddress address) throws SessionFormatException {
        if (address.port() > MAX_PORT) {
            throw new SessionFormatException(
                    "GramJS cannot read a port above " + MAX_PORT + ", and this session's is " + address.port());
        }
        byte[] host = address.host().getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new ByteSink()
                .u8(session.dc())
                .u16(host.length)
                .raw(host)
                .u16(address.port())
                .raw(session.authKey())
                .bytes();
        return "1" + Base64Text.standard(bytes);
    }
}
