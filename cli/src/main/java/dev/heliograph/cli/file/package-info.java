// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Files that the command line writes. May use core's model only.
 *
 * <p>Threads: one thread for each file.
 */
@NullMarked
package dev.heliograph.cli.file;

import org.jspecify.annotations.NullMarked;
