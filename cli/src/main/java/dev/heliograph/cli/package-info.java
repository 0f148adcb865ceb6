// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Starts the command line: parses arguments, puts the parts together and turns what went wrong into one message and an
 * exit code. May use everything below it, picocli, and Guice in {@code Composition} only.
 *
 * <p>Threads: everything here runs on the main thread.
 */
@NullMarked
package dev.heliograph.cli;

import org.jspecify.annotations.NullMarked;
