// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import jakarta.inject.Inject;

/** Planted: injection in the core. */
final class Injected {
    @Inject
    Injected() {}
}
