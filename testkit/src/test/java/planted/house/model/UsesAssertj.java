// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.model;

/** Planted: a library in the core. */
final class UsesAssertj {
    org.assertj.core.data.Offset<Long>[] foreign;
}
