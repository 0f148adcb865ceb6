// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.elsewhere;

/** Planted: a package that is no layer. */
final class Stray {}
