// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport.beta;

/** Planted: a library that this adapter is not allowed. */
final class UsesAssertj {
    org.assertj.core.data.Offset<Long> foreign;
}
