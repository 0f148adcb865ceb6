// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.spi.transport;

import planted.house.policy.Pace;

/** Planted: an arrow that does not exist. */
final class UsesPolicy {
    Pace used;
}
