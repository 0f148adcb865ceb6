// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import planted.house.model.Name;
import planted.house.policy.Pace;
import planted.house.spi.transport.Link;

/** Clean: all that the engine may use. Public, but not exported, so unmarked. */
public final class Dispatcher {
    Name name;
    Pace pace;
    Link link;
}
