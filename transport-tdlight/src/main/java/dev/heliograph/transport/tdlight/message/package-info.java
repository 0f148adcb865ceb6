// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that a signed-in client of TDLib does with messages: sends them and says what became of them, changes, forwards and
 * reads them, finds out who somebody is, and tells what came in. May use the clients, Jackson, the facets, the model and
 * the SPI.
 *
 * <p>Threads: everything runs on the strand of its client.
 */
@NullMarked
package dev.heliograph.transport.tdlight.message;

import org.jspecify.annotations.NullMarked;
