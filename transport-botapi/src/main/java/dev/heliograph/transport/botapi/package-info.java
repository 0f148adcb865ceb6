// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The transport {@code botapi:}: bots through Telegram's Bot API or any server that speaks it. May use the model, the
 * ports, Jackson, and for the wire OkHttp, which only {@code SocketHttp} and what stands behind it touch: everything else runs in
 * virtual time as well.
 *
 * <p>Threads: the state of a transport and of its links is confined to one strand; answers of the HTTP client arrive on
 * lent threads and are handed over to it; files are read on lent threads.
 */
@NullMarked
package dev.heliograph.transport.botapi;

import org.jspecify.annotations.NullMarked;
