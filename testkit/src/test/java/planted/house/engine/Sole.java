// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Planted: one interface, one class. */
interface Sole {
    final class Only implements Sole {}
}
