// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.cli;

import planted.house.policy.Pace;

/** Planted: an arrow that does not exist. */
final class UsesPolicy {
    Pace used;
}
