// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.simulator;

import planted.house.model.Name;
import planted.house.spi.transport.Link;

/** Clean. */
final class World {
    Name name;
    Link link;
}
