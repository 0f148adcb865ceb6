// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.model;

/** Planted: only Entity is a word of the vocabulary. */
record NameDto() {}
