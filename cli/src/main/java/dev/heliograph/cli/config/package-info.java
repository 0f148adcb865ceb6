// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Configuration of the command line: what flags, environment, {@code .env} and {@code heliograph.yaml} say together,
 * where each value came from, and every problem at once. May use core's model and plugin packages, and Jackson's YAML.
 *
 * <p>Threads: used by one thread while a command starts.
 */
@NullMarked
package dev.heliograph.cli.config;

import org.jspecify.annotations.NullMarked;
