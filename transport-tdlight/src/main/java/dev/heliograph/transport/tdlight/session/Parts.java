// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import org.jspecify.annotations.Nullable;

/** Fields that several formats share, judged in one way. */
final class Parts {
    private Parts() {}

    static SessionMaterial session(long dc, boolean test, byte[] key) throws SessionFormatException {
        return SessionMaterial.of((int) Math.max(-1, Math.min(dc, 255)), test, key);
    }

    /** An address that a stranger wrote. */
    static DcAddress address(String host, long port) throws SessionFormatException {
        if (!DcAddress.isHost(host)) {
            throw new SessionFormatException("the session has no IP address and no host name where one is expected");
        }
        if (port < 1 || port > 65_535) {
            throw new SessionFormatException("the port of a session is 1 to 65535, not " + port);
        }
        return new DcAddress(host, (int) port);
    }

    /** An API id; 0 stands for none. */
    static @Nullable Integer apiId(long value) throws SessionFormatException {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new SessionFormatException("the API id of a session is at most " + Integer.MAX_VALUE);
        }
        return value == 0 ? null : (Integer) (int) value;
    }

    /** A user id; 0 stands for none. */
    static @Nullable Long userId(long value) {
        return value == 0 ? null : (Long) value;
    }
}
