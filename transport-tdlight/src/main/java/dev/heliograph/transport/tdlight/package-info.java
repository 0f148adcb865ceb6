// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The transport {@code tdlight:}: sessions of users and bots on TDLib. May use every package beneath it, Jackson, the model
 * and the SPI.
 *
 * <p>Threads: each session belongs to a strand of its own; the transport's public types may be called from any thread.
 */
@NullMarked
package dev.heliograph.transport.tdlight;

import org.jspecify.annotations.NullMarked;
