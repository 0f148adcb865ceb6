// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.acme;

/** Planted. */
final class RollsDice {
    double planted = Math.random();
}
