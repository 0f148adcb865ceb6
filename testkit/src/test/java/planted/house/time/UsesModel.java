// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.time;

import planted.house.model.Name;

/** Planted: an arrow that does not exist. */
final class UsesModel {
    Name used;
}
