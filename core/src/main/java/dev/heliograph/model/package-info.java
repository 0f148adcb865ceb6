// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary: immutable values that every other package speaks in. Depends on the JDK alone; every type is
 * safe for use by many threads.
 */
@NullMarked
package dev.heliograph.model;

import org.jspecify.annotations.NullMarked;
