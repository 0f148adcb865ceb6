// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.testkit;

import planted.house.api.Fleet;

/** Planted: an arrow that does not exist. */
final class UsesApi {
    Fleet used;
}
