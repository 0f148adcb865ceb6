// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.acme.time;

/** Planted: a package called time earns nothing outside of the library. */
final class ReadsClock {
    long planted = System.nanoTime();
}
