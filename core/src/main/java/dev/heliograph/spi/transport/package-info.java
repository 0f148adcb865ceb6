// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The way to Telegram: a transport makes links, one per session, and a link carries calls and events. May use the model
 * and the ports of this package's parent and of time.
 *
 * <p>Threads: no method blocks; stages may complete on any thread; after {@code close} has completed nothing more is
 * delivered. A link is called from one strand at a time.
 */
@NullMarked
package dev.heliograph.spi.transport;

import org.jspecify.annotations.NullMarked;
