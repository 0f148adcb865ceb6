// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Clean: two implementations. */
interface Two {
    final class First implements Two {}

    record Second() implements Two {}
}
