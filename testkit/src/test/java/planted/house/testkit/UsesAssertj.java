// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.testkit;

/** Clean: the test kit may. */
final class UsesAssertj {
    org.assertj.core.data.Offset<Long> foreign;
}
