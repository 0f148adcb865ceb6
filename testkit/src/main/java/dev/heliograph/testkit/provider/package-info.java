// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The contract that every provider of plugins keeps, and how tests configure one. May use the ports and virtual time.
 *
 * <p>Threads: a contract runs on JUnit's thread.
 */
@NullMarked
package dev.heliograph.testkit.provider;

import org.jspecify.annotations.NullMarked;
