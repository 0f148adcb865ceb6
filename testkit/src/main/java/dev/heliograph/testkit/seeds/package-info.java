// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that run once for each of many seeds, the same ones on every machine: {@link dev.heliograph.testkit.seeds.Seeds}.
 *
 * <p>This package depends on the JUnit API only. An invocation runs on the thread that JUnit gives it and shares nothing
 * with the others.
 */
@NullMarked
package dev.heliograph.testkit.seeds;

import org.jspecify.annotations.NullMarked;
