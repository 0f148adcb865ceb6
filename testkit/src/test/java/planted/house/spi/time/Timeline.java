// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.spi.time;

import planted.house.model.Implementable;

@Implementable
public interface Timeline {
    long now();
}
