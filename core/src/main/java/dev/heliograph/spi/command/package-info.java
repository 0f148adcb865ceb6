// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Commands that plugins add to the command line. May use the model and the other interfaces of plugins.
 *
 * <p>Threads: a command runs on one thread of the command line, where it may block.
 */
@NullMarked
package dev.heliograph.spi.command;

import org.jspecify.annotations.NullMarked;
