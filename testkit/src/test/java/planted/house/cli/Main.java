// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.cli;

import jakarta.inject.Inject;
import planted.house.api.Fleet;
import planted.house.time.RealTimeline;

/** Clean: the composition root. */
final class Main {
    @Inject
    Main(Fleet fleet, RealTimeline timeline) {}
}
