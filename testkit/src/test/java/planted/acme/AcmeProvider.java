// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.acme;

import planted.house.model.Name;
import planted.house.spi.transport.Link;
import planted.house.spi.transport.TransportProvider;

/** Clean: a plugin in a package of its own, named and built as its author likes. */
public final class AcmeProvider implements TransportProvider {
    @Override
    public Link open() {
        return new LinkImpl();
    }

    private static final class LinkImpl implements Link {
        @Override
        public Name name() {
            return new Name("acme");
        }
    }
}
