// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.spi.transport;

import planted.house.model.Implementable;
import planted.house.model.Name;

@Implementable
public interface Link {
    Name name();
}
