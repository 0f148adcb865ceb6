// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Ten seconds in the life of a small fleet, for people who meet Heliograph for the first time: a script that says how
 * every message must end, and a live view of who waits for what. May use core's public API and the rendering.
 *
 * <p>Threads: the stage belongs to the main thread; what ends is counted on the fleet's threads.
 */
@NullMarked
package dev.heliograph.cli.demo;

import org.jspecify.annotations.NullMarked;
