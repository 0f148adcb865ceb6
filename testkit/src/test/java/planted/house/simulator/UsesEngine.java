// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.simulator;

import planted.house.engine.Dispatcher;

/** Planted: an arrow that does not exist. */
final class UsesEngine {
    Dispatcher used;
}
