// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The commands: options, and what is done with them. May use core's public API, the configuration and the rendering,
 * and picocli's annotations.
 *
 * <p>Threads: a command runs on the main thread; progress may be shown from the fleet's threads.
 */
@NullMarked
package dev.heliograph.cli.command;

import org.jspecify.annotations.NullMarked;
