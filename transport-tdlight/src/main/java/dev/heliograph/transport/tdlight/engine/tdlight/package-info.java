// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * TDLight-Java as an engine: its raw client by reflection, since it is not on Maven Central, and its generated objects to
 * and from JSON by their regular shape. May use the engine, Jackson, the model and the SPI.
 *
 * <p>Threads: TDLight-Java's own thread calls the handlers of all its clients in line, so they only put into a queue;
 * whoever receives turns into JSON what lies there. Everything else may be called from any thread.
 */
@NullMarked
package dev.heliograph.transport.tdlight.engine.tdlight;

import org.jspecify.annotations.NullMarked;
