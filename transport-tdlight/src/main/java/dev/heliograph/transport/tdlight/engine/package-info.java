// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * TDLib as a machine that takes JSON and gives JSON, whichever library it comes from. Knows nothing of requests, sessions
 * or messages. May use the model and the SPI.
 *
 * <p>Threads: an engine is sent to from any thread and received from by one at a time.
 */
@NullMarked
package dev.heliograph.transport.tdlight.engine;

import org.jspecify.annotations.NullMarked;
