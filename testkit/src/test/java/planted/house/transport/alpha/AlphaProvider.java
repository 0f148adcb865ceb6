// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport.alpha;

import planted.house.spi.transport.Link;
import planted.house.spi.transport.TransportProvider;

/** Clean. */
public final class AlphaProvider implements TransportProvider {
    private static final String SCHEME = "alpha";

    @Override
    public Link open() {
        return SCHEME.isEmpty() ? null : new AlphaLink();
    }
}
