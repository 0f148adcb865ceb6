// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Planted: one interface, one enum. */
interface SoleByEnum {
    enum Only implements SoleByEnum {}
}
