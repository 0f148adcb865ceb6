// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.api;

/** Clean: what is nested in a hidden class is hidden. */
class Hidden {
    public static class Inner {}
}
