// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.api;

import planted.house.model.Stable;

/** Planted: public and open. */
@Stable
public class Open {
    public interface Inner {}
}
