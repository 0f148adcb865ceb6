// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.policy;

import planted.house.spi.state.Store;

/** Planted: an arrow that does not exist. */
final class UsesStore {
    Store used;
}
