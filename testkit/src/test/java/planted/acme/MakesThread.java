// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.acme;

/** Planted. */
final class MakesThread {
    Thread planted = new Thread(() -> {});
}
