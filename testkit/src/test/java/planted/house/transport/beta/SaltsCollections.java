// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport.beta;

import java.util.Set;

/** Clean: an adapter is not replayed. */
final class SaltsCollections {
    Set<String> clean = Set.of("a", "b");
}
