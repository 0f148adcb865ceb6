// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.api;

/** Planted: public without a promise. */
public final class Unmarked {}
