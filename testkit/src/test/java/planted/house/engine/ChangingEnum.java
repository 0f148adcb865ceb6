// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Planted: an enum with state. */
enum ChangingEnum {
    INSTANCE;

    int state;
}
