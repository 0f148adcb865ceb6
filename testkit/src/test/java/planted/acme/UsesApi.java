// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.acme;

import planted.house.api.Fleet;

/** Planted: what is not kept for plugins. */
final class UsesApi {
    Fleet used;
}
