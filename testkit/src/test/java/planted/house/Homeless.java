// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house;

/** Planted: a class in the root package. */
final class Homeless {}
