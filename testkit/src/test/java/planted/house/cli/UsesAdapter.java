// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.cli;

import planted.house.transport.alpha.AlphaLink;

/** Planted: an arrow that does not exist. */
final class UsesAdapter {
    AlphaLink used;
}
