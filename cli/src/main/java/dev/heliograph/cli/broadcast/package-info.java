// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The files of a broadcast: the audience that is read and the results that are written. May use core's API, Jackson
 * and the rendering.
 *
 * <p>Threads: the audience may be read by the fleet's threads, by one at a time; the rest is used by the main thread.
 */
@NullMarked
package dev.heliograph.cli.broadcast;

import org.jspecify.annotations.NullMarked;
