// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.examples;

import planted.house.api.Fleet;

/** Clean. */
final class Hello {
    Fleet fleet;
}
