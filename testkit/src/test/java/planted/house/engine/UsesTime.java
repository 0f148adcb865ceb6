// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import planted.house.time.RealTimeline;

/** Planted: an arrow that does not exist. */
final class UsesTime {
    RealTimeline used;
}
