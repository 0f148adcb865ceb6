// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Telegram's data centres, for formats that want an address where the session has none. Libraries differ by a few addresses;
 * these are entry points, any of them tells a client the others.
 */
public final class DataCentres {
    private static final int PORT = 443;
    private static final List<String> PRODUCTION =
            List.of("149.154.175.53", "149.154.167.51", "149.154.175.100", "149.154.167.91", "91.108.56.130");
    private static final List<String> TEST = List.of("149.154.175.10", "149.154.167.40", "149.154.175.117");

    private DataCentres() {}

    /**
     * Where a data centre listens.
     *
     * @param dc its number
     * @param test of the test servers
     * @return null where there is no such data centre
     */
    public static @Nullable DcAddress address(int dc, boolean test) {
        List<String> hosts = test ? TEST : PRODUCTION;
        return dc < 1 || dc > hosts.size() ? null : new DcAddress(hosts.get(dc - 1), PORT);
    }

    /** Whether a host is known as one of the test servers. */
    static boolean isTest(String host) {
        return TEST.contains(host);
    }
}
