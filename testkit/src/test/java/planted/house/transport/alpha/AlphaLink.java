// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport.alpha;

import planted.house.model.Name;
import planted.house.spi.transport.Link;

public final class AlphaLink implements Link {
    @Override
    public Name name() {
        return new Name("alpha");
    }
}
