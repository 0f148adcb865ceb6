// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

/**
 * What came of an invariant.
 *
 * @param checked how often it was looked at
 * @param violated how often it did not hold
 */
public record Finding(long checked, long violated) {}
