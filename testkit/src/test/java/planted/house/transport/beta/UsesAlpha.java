// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport.beta;

import planted.house.transport.alpha.AlphaLink;

/** Planted: an arrow that does not exist. */
final class UsesAlpha {
    AlphaLink used;
}
