// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** Measures Heliograph. Not published; may use everything. */
@NullMarked
package dev.heliograph.bench;

import org.jspecify.annotations.NullMarked;
