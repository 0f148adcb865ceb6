// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Log lines of the command line: Logback, configured in code so that a start stays quick. May use Logback, Jackson and
 * the configuration.
 *
 * <p>Threads: configured by one thread; appenders are Logback's.
 */
@NullMarked
package dev.heliograph.cli.log;

import org.jspecify.annotations.NullMarked;
