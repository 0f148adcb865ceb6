// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.acme;

import planted.house.spi.transport.Link;
import planted.house.spi.transport.TransportProvider;

/** Planted: a provider that is not final. */
public class OpenProvider implements TransportProvider {
    @Override
    public Link open() {
        return null;
    }
}
